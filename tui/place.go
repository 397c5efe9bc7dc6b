package tui

import (
	"time"

	"zonewire/feed"
	"zonewire/storage"
)

// placeKind is what sort of place a line of the tree is.
type placeKind int

const (
	allPlace placeKind = iota
	unreadPlace
	starredPlace
	todayPlace
	regionPlace
	zonePlace
	nowherePlace // articles with neither region nor zone
	sourcePlace
	absentPlace  // a zone that no article was ever met of
	viewPlace    // a saved query
	watchedPlace // what watch rules match
	severalPlace // the places that are marked
	headingPlace // a line that is no place
)

// placeID is the identity of a place: the tree's cursor and folding hold on to it while the tree is built anew.
// The zero placeID is all articles.
type placeID struct {
	Kind   placeKind
	Region feed.RegionCode
	Zone   feed.ZoneID
	Source feed.SourceID
	View   storage.QueryID
}

// where is the condition on the articles of a place. now settles, by its time zone, what today is.
func (p placeID) where(now time.Time) feed.Expr {
	switch p.Kind {
	case unreadPlace:
		return feed.IsUnread{}
	case starredPlace:
		return feed.IsStarred{}
	case todayPlace:
		return onDayOf(now)
	case regionPlace:
		return feed.InRegion{Code: p.Region}
	case zonePlace:
		return feed.InZone{ID: p.Zone}
	case nowherePlace:
		return feed.And{feed.InRegion{}, feed.InZone{}}
	case absentPlace, viewPlace, severalPlace: // what the last two find stands beside their id
		return feed.Or{}
	case watchedPlace:
		return feed.IsWatched{}
	case sourcePlace:
		return feed.InSource{ID: p.Source}
	}
	return nil
}

// filter is a place that is kept as a condition while moving on.
type filter struct {
	place placeID
	name  string
}

// view is what the list shows: a place within the kept filters, narrowed by a search.
type view struct {
	place   placeID
	name    string    // the place's name, for the heading
	only    feed.Expr // the place's condition where its placeID does not say it, else nil
	filters []filter
	search  feed.Expr // nil: no search

	unreadOnly bool // what is read is hidden

	typed string // the search as it was typed
	sort  feed.Sort
}

// where is the whole condition of a view, nil for everything.
func (v view) where(now time.Time) feed.Expr {
	var all feed.And
	if v.only != nil {
		all = append(all, v.only)
	} else if place := v.place.where(now); place != nil {
		all = append(all, place)
	}
	var any feed.Or
	for _, f := range v.filters {
		if f.place != v.place {
			any = append(any, f.place.where(now))
		}
	}
	switch len(any) {
	case 0:
	case 1:
		all = append(all, any[0])
	default:
		all = append(all, any)
	}
	if v.search != nil {
		all = append(all, v.search)
	}
	if v.unreadOnly {
		all = append(all, feed.IsUnread{})
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return all
}

// query asks for the articles of a view.
func (v view) query(now time.Time) feed.Query {
	return feed.Query{Where: v.where(now), Sort: v.sort}
}

// unreadOf narrows a condition to what is unread.
func unreadOf(where feed.Expr) feed.Expr {
	if where == nil {
		return feed.IsUnread{}
	}
	return feed.And{where, feed.IsUnread{}}
}
