package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// skipped are the elements that never hold the text of a report.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true,
	atom.Button: true, atom.Iframe: true, atom.Svg: true, atom.Select: true, atom.Template: true, atom.Object: true, atom.Head: true,
	atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Dialog: true, atom.Menu: true, atom.Textarea: true, atom.Input: true,
}

var (
	boilerplateName = regexp.MustCompile(`(?i)(^|[-_ ])(comments?|share|sharing|social|related|recommend(ed|ations)?|promo|newsletter|subscribe|cookies?|consent|sidebar|breadcrumbs?|advert(isement)?|ads?|sponsor(ed)?|popup|modal|paywall|masthead|menu|navbar|nav|footer|toolbar|byline-social|tags?|trending|most-read|more-stories|skip-link|visually-hidden|sr-only)([-_ ]|$)`)
	mainName        = regexp.MustCompile(`(?i)(article|story|entry|post)[-_]?(body|content|text)|articlebody|main-content|page-content`)
)

// boilerplate says whether an element is named, or marked, as something beside the text.
func boilerplate(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "banner", "contentinfo", "complementary", "dialog", "search", "menu":
				return true
			}
		case "class", "id":
			if n.DataAtom != atom.Body && n.DataAtom != atom.Html && n.DataAtom != atom.Article && n.DataAtom != atom.Main &&
				boilerplateName.MatchString(a.Val) && !mainName.MatchString(a.Val) {
				return true
			}
		case "style":
			if strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

// mainNode finds the element that holds the text of a page. An element marked as the body of an article wins; else each
// paragraph gives points for its length and commas, less what of it is links, to its parent, and half of them to its
// grandparent, and the element with the most points is taken: the method of Arc90's Readability.
func mainNode(doc *html.Node) *html.Node {
	scores := map[*html.Node]float64{}
	var order []*html.Node // in document order, so that a tie always falls the same way
	add := func(n *html.Node, points float64) {
		if n == nil || n.Type != html.ElementNode {
			return
		}
		if _, ok := scores[n]; !ok {
			order = append(order, n)
			scores[n] = nameBonus(n)
		}
		scores[n] += points
	}
	var body *html.Node
	walk(doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if n.DataAtom == atom.Body {
			body = n
		}
		if skipped[n.DataAtom] && n.DataAtom != atom.Head || boilerplate(n) {
			return false
		}
		if points := paragraphPoints(n); points > 0 {
			add(n.Parent, points)
			if n.Parent != nil {
				add(n.Parent.Parent, points/2)
			}
		}
		return true
	})
	best, most := body, 0.0
	for _, n := range order {
		if scores[n] > most {
			best, most = n, scores[n]
		}
	}
	return widen(best)
}

// widen goes up to the article that holds the found element, so that headline and standfirst come along.
func widen(n *html.Node) *html.Node {
	for up := n; up != nil; up = up.Parent {
		if up.DataAtom == atom.Article || attr(up, "itemprop") == "articleBody" {
			return up
		}
	}
	return n
}

func nameBonus(n *html.Node) float64 {
	switch {
	case attr(n, "itemprop") == "articleBody":
		return 50
	case mainName.MatchString(attr(n, "class")), mainName.MatchString(attr(n, "id")):
		return 25
	case n.DataAtom == atom.Article:
		return 25
	case n.DataAtom == atom.Main:
		return 10
	}
	return 0
}

// paragraphPoints judges one paragraph; an element that holds other blocks gives none, its blocks do.
func paragraphPoints(n *html.Node) float64 {
	switch n.DataAtom {
	case atom.P, atom.Pre, atom.Blockquote, atom.Td, atom.Li, atom.Div, atom.Section:
	default:
		return 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && blockTags[c.DataAtom] {
			return 0
		}
	}
	length, linked, commas := measure(n, false)
	if length < 40 {
		return 0
	}
	points := 1 + float64(commas) + min(float64(length)/100, 3)
	return points * (1 - float64(linked)/float64(length))
}

// measure counts the code points below a node, those inside links, and the commas of several scripts.
func measure(n *html.Node, inLink bool) (length, linked, commas int) {
	if n.Type == html.TextNode {
		s := strings.TrimSpace(n.Data)
		length = utf8.RuneCountInString(s)
		if inLink {
			linked = length
		}
		return length, linked, strings.Count(s, ",") + strings.Count(s, "،") + strings.Count(s, "、")
	}
	if skipped[n.DataAtom] {
		return 0, 0, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l, k, m := measure(c, inLink || n.DataAtom == atom.A)
		length, linked, commas = length+l, linked+k, commas+m
	}
	return length, linked, commas
}
