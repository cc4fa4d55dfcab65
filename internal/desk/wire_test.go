package desk

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"harmattan/internal/news"
)

// wire is an invented agency on loopback: feeds that carry, round by round, what happens. Each round one event begins,
// every feed but a few has an article about it, and some articles are edited in the round after.
type wire struct {
	server *httptest.Server
	begins time.Time // when round 0 was

	mu    sync.Mutex
	round int

	// odd answers in the place of a feed where it has something else to say; nil when all is well.
	odd func(w http.ResponseWriter, r *http.Request, feed, round int) bool
}

// lasting is for how many rounds an article stays in its feed.
const lasting = 4

func newWire(begins time.Time) *wire {
	w := &wire{begins: begins}
	w.server = httptest.NewServer(w)
	return w
}

func (w *wire) now() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.round
}

func (w *wire) turn() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.round++
	return w.round
}

// wireFeeds are the first n feeds of the agency at an address.
func wireFeeds(address string, n int) []news.Feed {
	list := make([]news.Feed, n)
	for i := range list {
		list[i] = news.Feed{
			URL: fmt.Sprintf("%s/%d", address, i), Outlet: fmt.Sprint("Outlet ", i), Lang: news.English, Country: "ML", Grade: "B",
		}
	}
	return list
}

func (w *wire) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	switch r.URL.Path { // for who is not told within the program
	case "/now":
		fmt.Fprint(out, w.now())
		return
	case "/turn":
		fmt.Fprint(out, w.turn())
		return
	}
	feed, err := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
	if err != nil {
		http.NotFound(out, r)
		return
	}
	round := w.now()
	if w.odd != nil && w.odd(out, r, feed, round) {
		return
	}
	fmt.Fprint(out, `<?xml version="1.0"?><rss version="2.0"><channel><title>Invented</title>`)
	for event := max(0, round-lasting+1); event <= round; event++ {
		if !carries(feed, event) {
			continue
		}
		at := w.begins.Add(time.Duration(event)*time.Minute + time.Duration(feed)*time.Second)
		fmt.Fprintf(out, "<item><guid>%s</guid><title>%s</title><pubDate>%s</pubDate><description>", guidOf(feed, event), headline(feed, event), at.Format(time.RFC1123Z))
		_ = xml.EscapeText(out, []byte(textOf(feed, event, round > event))) // who asked sees what came
		fmt.Fprint(out, "</description></item>")
	}
	fmt.Fprint(out, "</channel></rss>")
}

func carries(feed, event int) bool { return (event+feed)%4 != 3 }

func guidOf(feed, event int) string { return fmt.Sprintf("e%df%d", event, feed) }

func headline(feed, event int) string {
	return fmt.Sprintf("%s: %s number %d in %s", []string{"News", "Report", "Update"}[feed%3], subjects()[event%7], event, towns()[event%11])
}

// textOf is the text of a feed's article about an event, which feeds with an even number edit afterwards.
func textOf(feed, event int, later bool) string {
	town := towns()[event%11]
	text := fmt.Sprintf(happenings()[event%7], town, 20+event) +
		fmt.Sprintf(" A witness from quarter %d told outlet %d of a calm night.", feed+3, feed)
	if later && feed%2 == 0 {
		text += fmt.Sprintf(" The market of %s opens again on day %d.", town, event%28+1)
	}
	return text
}

func towns() []string {
	return []string{"Djibo", "Gao", "Mopti", "Agadez", "Diffa", "Kayes", "Dori", "Zinder", "Ménaka", "Tillabéri", "Kidal"}
}

func subjects() []string {
	return []string{"Convoy", "Vaccination", "Millet", "Delegation", "Roadworks", "Election", "Flood"}
}

// happenings are texts about as many matters, each with a place for a town and a number.
func happenings() []string {
	return []string{
		"A military convoy left %s on Sunday with %d lorries of fuel. The escort met no armed men on the way, the army said.",
		"Nurses in %s vaccinated %d children against measles on Sunday. The campaign goes on in the camps of the displaced.",
		"A sack of millet costs %[2]d dollars in %[1]s, traders said on Sunday. Farmers blame the late rains for the poor harvest.",
		"Ministers of three neighbours met in %s on Sunday and signed %d agreements about cattle, water and pasture.",
		"Workers began to pave the road north of %s on Sunday. The bank lends %d million dollars for the bridge and the asphalt.",
		"Voters in %s elected a mayor on Sunday out of %d candidates. Turnout was low, the commission of the ballot said.",
		"The river burst its banks near %s on Sunday and swept away %d houses of clay. Families slept in the school.",
	}
}

// close ends the server and breaks off what is under way.
func (w *wire) close(t *testing.T) {
	t.Helper()
	w.server.CloseClientConnections()
	w.server.Close()
}
