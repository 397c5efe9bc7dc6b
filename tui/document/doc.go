// Package document writes an article as a document of its own, in Markdown or HTML: title, what is known about it,
// body, files and address. It is what the reader exports and pipes.
package document
