package feed

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestPublishedString(t *testing.T) {
	at := time.Date(2019, 10, 2, 16, 20, 0, 0, Beijing())
	for _, c := range []struct {
		p    Published
		want string
	}{
		{Published{}, ""},
		{PublishedOn(2019, 10, 2), "2019-10-02"},
		{Published{Time: at, Exact: ToMinute}, "2019-10-02T16:20:00+08:00"},
		{Published{Time: at.UTC(), Exact: ToDay}, "2019-10-02"},
		{Published{Time: time.Date(2019, 10, 1, 20, 0, 0, 0, time.UTC), Exact: FromAddress}, "2019-10-02"},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("%+v is %q, want %q", c.p, got, c.want)
		}
	}
}

func TestRegionCode(t *testing.T) {
	c := RegionCode("320582")
	if c.Level() != County || c.Parent() != "3205" || c.Parent().Parent() != "32" || c.Parent().Parent().Parent() != "" {
		t.Errorf("320582 does not climb to Suzhou and Jiangsu")
	}
	if !RegionCode("32").Contains(c) || RegionCode("33").Contains(c) || c.Contains("32") || !RegionCode("").Contains(c) {
		t.Errorf("Contains is wrong about 320582")
	}
}

func TestKindOf(t *testing.T) {
	wrapped := fmt.Errorf("sync: %w", &Error{Kind: TooLarge, Op: "fetch", Subject: "http://x/"})
	for _, c := range []struct {
		err  error
		want Kind
	}{
		{nil, ""},
		{wrapped, TooLarge},
		{context.Canceled, Cancelled},
		{fmt.Errorf("x: %w", context.DeadlineExceeded), Timeout},
		{errors.New("x"), Internal},
	} {
		if got := KindOf(c.err); got != c.want {
			t.Errorf("KindOf(%v) = %q, want %q", c.err, got, c.want)
		}
	}
	full := &Error{Kind: BadStatus, Op: "fetch", Subject: "http://x/", Status: 500, Err: errors.New("server said so")}
	if got, want := full.Error(), "fetch http://x/: status 500: server said so"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
}

func TestSectionAndChannel(t *testing.T) {
	a := Article{Breadcrumb: []string{"首页", "开发区新闻", "苏州", "文字新闻"}}
	if a.Section() != "开发区新闻" || a.Channel() != "文字新闻" {
		t.Errorf("section %q, channel %q", a.Section(), a.Channel())
	}
	if (Article{Breadcrumb: []string{"首页"}}).Channel() != "" {
		t.Errorf("a breadcrumb of the home page alone has a channel")
	}
}
