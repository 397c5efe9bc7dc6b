// Package demo is an embedded news portal about development zones, for trying the program without a network and for
// tests that need a whole site with known contents.
//
// Everything on it is fiction: the zones exist, the companies, figures and events do not. The texts come from a
// sentence grammar (texts/grammar) and from articles written by hand (texts/written); the pages from three sets of
// templates that stand for what such sites really send: nested tables in GB18030 declared as gb2312, plain divs with
// meaningless class names in UTF-8, and a government layout with the standard meta tags. Nothing depends on the clock
// or the machine: the same version serves the same bytes.
//
// New builds the site, Handler serves it, Sources are the addresses to sync and Articles is what extraction must
// find. Publish makes more news while the site is being served.
package demo
