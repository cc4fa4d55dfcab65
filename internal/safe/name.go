package safe

import (
	"strings"
	"unicode/utf8"
)

// longestName is how many characters the name of an officer has at most.
const longestName = 64

// IsName tells whether a text can be an officer's name: a short line that is shown as it is written, with nothing around it.
func IsName(text string) bool {
	return text != "" && text == Line(text) && text == strings.TrimSpace(text) && utf8.RuneCountInString(text) <= longestName
}
