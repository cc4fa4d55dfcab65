package feeds

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// leftOut tells whether an element holds no text of an article.
func leftOut(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math,
		atom.Head, atom.Select, atom.Button, atom.Figcaption, atom.Audio, atom.Video, atom.Canvas, atom.Nav, atom.Map,
		atom.Noframes, atom.Datalist, atom.Progress, atom.Meter, atom.Textarea:
		return true
	}
	return false
}

// rawText tells whether nothing in an element is read as markup, so that one without its end tag has no text after it.
func rawText(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noframes, atom.Textarea, atom.Noembed, atom.Xmp, atom.Title:
		return true
	}
	return false
}

func voidElement(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Source, atom.Track, atom.Wbr, atom.Param, atom.Frame:
		return true
	}
	return false
}

// standsAlone tells whether an element is met without its end tag: HTML needs none, or it is one of those for the look of
// words, which are often left open.
func standsAlone(tag atom.Atom) bool {
	switch tag {
	case atom.B, atom.I, atom.Em, atom.Strong, atom.U, atom.Font, atom.Span, atom.A, atom.Small, atom.Big, atom.Center, atom.Div,
		atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Option, atom.Body, atom.Html, atom.Head:
		return true
	}
	return voidElement(tag)
}

func blockElement(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Address,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Blockquote, atom.Ul, atom.Ol, atom.Dl,
		atom.Figure, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption, atom.Hr, atom.Form,
		atom.Fieldset, atom.Details, atom.Summary, atom.Dir, atom.Menu, atom.Center, atom.Body, atom.Html, atom.Title,
		atom.Option, atom.Legend:
		return true
	}
	return false
}

// hidden tells whether an element's attributes hide it, or say that it is the caption of a picture.
func hidden(z *html.Tokenizer) bool {
	for {
		key, value, more := z.TagAttr()
		switch string(key) {
		case "hidden":
			return true
		case "class":
			if slices.ContainsFunc(strings.Fields(strings.ToLower(string(value))), captionClass) {
				return true
			}
		case "style":
			style := strings.ReplaceAll(strings.ToLower(string(value)), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
		if !more {
			return false
		}
	}
}

// captionClass tells whether a class is one that publishing systems give to captions and to the names of photographers.
func captionClass(class string) bool {
	switch class {
	case "wp-caption-text", "wp-element-caption", "caption", "caption-text", "image-caption", "img-caption", "photo-caption",
		"picture-caption", "media-caption", "article-caption", "figure-caption", "gallery-caption", "legende", "credit", "credits",
		"photo-credit", "image-credit", "media-credit", "copyright", "sr-only", "visually-hidden", "screen-reader-text":
		return true
	}
	return false
}
