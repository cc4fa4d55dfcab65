package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

const rule = "--------------------------------------------------------------------------------"

// text is the notice: a table of all modules, then the texts of their licences, each text once.
func text(modules []module) ([]byte, error) {
	var list, texts bytes.Buffer
	written := map[string]string{} // a text and whose it was when it was written
	for _, m := range modules {
		found, err := licences(m)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSpace(m.path + " " + m.version)
		fmt.Fprintf(&list, "%-78s %s\n", name, strings.Join(kindsOf(found), ", "))
		for _, l := range found {
			fmt.Fprintf(&texts, "\n%s\n%s: %s\n%s\n\n", rule, name, l.name, rule)
			if first, ok := written[l.text]; ok {
				fmt.Fprintf(&texts, "As %s.\n", first)
				continue
			}
			written[l.text] = name + ": " + l.name
			fmt.Fprintf(&texts, "%s\n", l.text)
		}
	}
	var out bytes.Buffer
	fmt.Fprint(&out, "What Harmattan's binary is built from besides its own code (LICENSE) and data (NOTICE).\n"+
		"Written by `go run ./internal/notices -o THIRD-PARTY.txt`; not edited by hand.\n\n")
	_, _ = list.WriteTo(&out)
	_, _ = texts.WriteTo(&out)
	return out.Bytes(), nil
}

// kindsOf are the kinds of a module's licences, each once.
func kindsOf(found []licence) []string {
	var kinds []string
	for _, l := range found {
		for kind := range strings.SplitSeq(l.kind, ", ") {
			if kind != "" && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	slices.Sort(kinds)
	return kinds
}
