// Package feed is the domain of zonewire: the values that every other package speaks in.
//
// An Article is a piece of news, a Status is what its reader did with it, a Source is an address that is synced,
// a Region is a province, city or county, a Zone is a development zone (开发区) lying in a region, and a Query is the
// one way to ask for articles. Error carries the kinds of failure that people are told about. Clean is the one gate
// through which every foreign string passes before it is stored or shown.
//
// The package imports the standard library only, and nothing of ours.
package feed
