package atlas

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected maps")

func newAtlas(tb testing.TB) *Atlas {
	tb.Helper()
	a, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// lettered are marks for all countries: every third has a count, and shades go round.
func lettered(a *Atlas) map[string]Mark {
	marks := map[string]Mark{}
	for i, code := range a.Codes() {
		marks[code] = Mark{Label: code, Short: code}
		if i%3 == 0 {
			marks[code] = Mark{Label: fmt.Sprintf("%s %d", code, i), Short: code + "*", Shade: i % (Shades + 1), Rank: i}
		}
	}
	return marks
}

func lines(cells [][]Cell) []string {
	var out []string
	for _, row := range cells {
		var b strings.Builder
		for _, c := range row {
			b.WriteRune(c.Rune)
		}
		out = append(out, b.String())
	}
	return out
}

func TestMapsAreAsKept(t *testing.T) {
	a := newAtlas(t)
	for _, size := range [][2]int{{80, 18}, {120, 34}} {
		got := strings.Join(lines(a.Ground(size[0], size[1]).Draw(lettered(a), "ML")), "\n") + "\n"
		file := filepath.Join("testdata", fmt.Sprintf("map-%dx%d.txt", size[0], size[1]))
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not as drawn now; run go test ./internal/atlas -update and look at the difference. Now:\n%s", file, got)
		}
	}
}

func TestTheMapHoldsTheSahelAndItsNeighbours(t *testing.T) {
	codes := newAtlas(t).Codes()
	for _, code := range strings.Fields("SN GM GW GN SL LR CI GH TG BJ NG CM TD NE BF ML MR EH MA DZ TN LY EG SD SS CF ET ER DJ") {
		if !slices.Contains(codes, code) {
			t.Errorf("%s is not on the map", code)
		}
	}
	if slices.Contains(codes, "ES") {
		t.Error("Spain only frames the map")
	}
}

func TestALabelStandsInItsCountry(t *testing.T) {
	a := newAtlas(t)
	g := a.Ground(160, 60)
	for i, c := range a.countries {
		if x, y := g.dot(c.at); c.named && g.at(int(x), int(y)) != i {
			t.Errorf("the place for the label of %s lies outside it", c.code)
		}
	}
}

func TestTheChosenCountryIsAlwaysLabelled(t *testing.T) {
	a := newAtlas(t)
	for _, size := range [][2]int{{120, 40}, {58, 11}, {20, 4}, {4, 1}} {
		for _, code := range a.Codes() {
			marks := lettered(a)
			marks[code] = Mark{Label: ">" + code + " 12", Short: ">" + code}
			drawn := strings.Join(lines(a.Ground(size[0], size[1]).Draw(marks, code)), "\n")
			if !strings.Contains(drawn, ">"+code) {
				t.Errorf("%v: %s is not labelled:\n%s", size, code, drawn)
			}
		}
	}
}

func TestEveryLineIsAsWideAsTheMap(t *testing.T) {
	a := newAtlas(t)
	for _, size := range [][2]int{{0, 0}, {0, 5}, {1, 1}, {3, 40}, {200, 2}, {300, 90}} {
		got := a.Ground(size[0], size[1]).Draw(lettered(a), "NE")
		if len(got) != size[1] {
			t.Fatalf("%v: %d lines", size, len(got))
		}
		for _, row := range got {
			if len(row) != size[0] {
				t.Fatalf("%v: a line of %d cells", size, len(row))
			}
			for _, c := range row {
				if c.Rune == 0 {
					t.Fatalf("%v: an empty cell", size)
				}
			}
		}
	}
}

func TestAShadeIsDarkerThanTheOneBefore(t *testing.T) {
	last := 0
	for shade := 1; shade <= Shades; shade++ {
		dots := 0
		for y := range 16 {
			for x := range 16 {
				if dotted(shade, x, y) {
					dots++
				}
			}
		}
		if dots <= last {
			t.Errorf("shade %d has %d dots, the one before %d", shade, dots, last)
		}
		last = dots
	}
}

func TestArrowsReachEveryCountry(t *testing.T) {
	a := newAtlas(t)
	seen := map[string]bool{"ML": true}
	for queue := []string{"ML"}; len(queue) > 0; queue = queue[1:] {
		for _, d := range []Direction{North, South, West, East} {
			if to := a.Toward(queue[0], d); !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	if len(seen) != len(a.Codes()) {
		t.Errorf("%d of %d countries can be reached", len(seen), len(a.Codes()))
	}
}

func TestArrowsLeadToTheNearestCountryThatWay(t *testing.T) {
	a := newAtlas(t)
	for _, c := range []struct {
		from string
		d    Direction
		want string
	}{
		{"ML", East, "NE"},
		{"NE", East, "TD"},
		{"TD", East, "SD"},
		{"NE", South, "NG"},
		{"NE", North, "TN"},
		{"ML", West, "MR"},
		{"GH", East, "TG"},
		{"TN", North, "TN"},
		{"QQ", East, "QQ"},
	} {
		if got := a.Toward(c.from, c.d); got != c.want {
			t.Errorf("from %s towards %d is %s, want %s", c.from, c.d, got, c.want)
		}
	}
}

func TestOutlinesThatCannotBeReadAreErrors(t *testing.T) {
	for _, text := range []string{"", "ML 1", "ML a 2|1 2", "ML 1 2|1", "ML 1 2|1 x", "ML 1 2|"} {
		if _, err := parse(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func FuzzOutlines(f *testing.F) {
	f.Add("ML -16 352|-228 248 0 11 -5 8|1 1 2 2", "ML")
	f.Add("-ES 0 0|0 0 1 0 0 1\nML 1 2|9 9 1 1 1 1", "ES")
	f.Fuzz(func(t *testing.T, text, chosen string) {
		a, err := parse(text)
		if err != nil {
			return
		}
		for _, row := range a.Ground(24, 6).Draw(map[string]Mark{chosen: {Label: chosen, Shade: 2}}, chosen) {
			if len(row) != 24 {
				t.Errorf("a line of %d cells", len(row))
			}
		}
	})
}

func BenchmarkGround(b *testing.B) {
	a := newAtlas(b)
	for b.Loop() {
		a.Ground(120, 34)
	}
}

func BenchmarkDraw(b *testing.B) {
	a := newAtlas(b)
	g, marks := a.Ground(120, 34), lettered(a)
	for b.Loop() {
		g.Draw(marks, "ML")
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newAtlas(b)
	}
}
