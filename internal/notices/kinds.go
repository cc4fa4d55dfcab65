package main

import "strings"

// kindOf names a licence by the sentence that no other has; "" for what is not known here. The list is what may be passed
// on inside a binary under a licence of one's own: a licence that asks for more is not on it, and so stops a release.
func kindOf(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	has := func(words string) bool { return strings.Contains(text, words) }
	kinds := []string{}
	add := func(kind string, is bool) {
		if is {
			kinds = append(kinds, kind)
		}
	}
	add("MIT", has("permission is hereby granted, free of charge") && has("the above copyright notice and this permission notice shall be included"))
	redistributes := has("redistribution and use in source and binary forms")
	add("BSD-3-Clause", redistributes && has("to endorse or promote products"))
	add("BSD-2-Clause", redistributes && !has("to endorse or promote products"))
	add("Apache-2.0", has("apache license") && has("version 2.0, january 2004"))
	add("MPL-2.0", has("mozilla public license version 2.0"))
	add("ISC", has("permission to use, copy, modify, and/or distribute this software for any purpose") ||
		has("permission to use, copy, modify, and distribute this software for any purpose"))
	add("Unlicense", has("this is free and unencumbered software released into the public domain"))
	add("Public domain", has("disclaims copyright to this source code") || has("dedicated to the public domain"))
	return strings.Join(kinds, ", ")
}
