package ui

import (
	"reflect"
	"strings"
	"testing"
)

func TestNoTextIsMissingInALanguage(t *testing.T) {
	for name, texts := range map[string]*texts{"en": english(), "fr": french()} {
		for _, part := range []any{texts.words, texts.screens, texts.status, texts.help, texts.arrange, texts.triage, texts.draft, texts.find, texts.feeds} {
			v := reflect.ValueOf(part)
			for i := range v.NumField() {
				if f := v.Field(i); f.Kind() == reflect.String && f.String() == "" {
					t.Errorf("%s: %s.%s is empty", name, v.Type().Name(), v.Type().Field(i).Name)
				}
			}
		}
	}
}

func TestBothLanguagesFillInTheSameBlanks(t *testing.T) {
	en, fr := english(), french()
	for _, pair := range [][2]any{{en.screens, fr.screens}, {en.status, fr.status}, {en.help, fr.help}, {en.arrange, fr.arrange}, {en.triage, fr.triage}, {en.draft, fr.draft}, {en.find, fr.find}, {en.feeds, fr.feeds}} {
		a, b := reflect.ValueOf(pair[0]), reflect.ValueOf(pair[1])
		for i := range a.NumField() {
			if x, y := strings.Count(a.Field(i).String(), "%"), strings.Count(b.Field(i).String(), "%"); x != y {
				t.Errorf("%s: %d blanks in English, %d in French", a.Type().Field(i).Name, x, y)
			}
		}
	}
}

func TestCountsAgreeWithTheirNouns(t *testing.T) {
	en, fr := english(), french()
	for _, c := range []struct{ got, want string }{
		{en.count(0, en.words.outlet), "0 outlets"},
		{en.count(1, en.words.outlet), "1 outlet"},
		{en.count(6, en.words.outlet), "6 outlets"},
		{fr.count(0, fr.words.outlet), "0 média"},
		{fr.count(1, fr.words.outlet), "1 média"},
		{fr.count(2, fr.words.outlet), "2 médias"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
