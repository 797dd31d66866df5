package report

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/data"
)

// fromHTML takes the main text and the metadata of a page. The title, where the text does not hold it, is its first paragraph.
func fromHTML(page string) (data.Report, error) {
	doc, err := parseHTML(page)
	if err != nil {
		return data.Report{}, err
	}
	r := pageMetadata(doc)
	r.Text = withTitle(r.Title, strings.Join(paragraphs(mainNode(doc)), "\n\n"))
	return r, nil
}

// parseHTML fails only where elements are nested deeper than the parser goes (512).
func parseHTML(page string) (*html.Node, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("%w as HTML: %w", ErrFormat, err)
	}
	return doc, nil
}

func withTitle(title, text string) string {
	if title == "" || strings.Contains(text[:min(len(text), len(title)+400)], title) {
		return text
	}
	if text == "" {
		return title
	}
	return title + "\n\n" + text
}

// blocks gives the paragraphs of a piece of HTML; none of one that cannot be parsed.
func blocks(fragment string) string {
	doc, err := parseHTML(fragment)
	if err != nil {
		return ""
	}
	return strings.Join(paragraphs(doc), "\n\n")
}

// inline gives a piece of HTML as one line.
func inline(fragment string) string {
	return strings.Join(strings.Fields(blocks(fragment)), " ")
}

// walk visits n and what is below it; f returns false to pass over the children.
func walk(n *html.Node, f func(*html.Node) bool) {
	if !f(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, f)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// blockTags end a paragraph where they begin and end.
var blockTags = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.H1: true, atom.H2: true,
	atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true,
	atom.Dd: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Figure: true,
	atom.Figcaption: true, atom.Hr: true, atom.Address: true, atom.Body: true, atom.Html: true, atom.Tbody: true, atom.Thead: true, atom.Caption: true,
}

// paragraphs gives the text below a node, one string a block, white space as a browser would show it.
func paragraphs(root *html.Node) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
			out = append(out, s)
		}
		b.Reset()
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			b.WriteString(n.Data)
			return
		case html.ElementNode:
			if n != root && (skipped[n.DataAtom] || boilerplate(n)) {
				return
			}
			if n.DataAtom == atom.Br {
				if n.NextSibling != nil && n.NextSibling.DataAtom == atom.Br {
					flush()
				} else {
					b.WriteByte(' ')
				}
				return
			}
		}
		block := n.Type == html.ElementNode && blockTags[n.DataAtom]
		if block {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if block {
			flush()
		}
	}
	if root != nil {
		visit(root)
	}
	flush()
	return out
}
