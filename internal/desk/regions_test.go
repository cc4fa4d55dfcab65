package desk

import (
	"reflect"
	"testing"
)

func TestTheFirstScreensRegionsAreTheRegionsWithoutTheirDays(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "Radio Dune", "Ferry sinks near Mopti in Mali", "A ferry carrying grain sank near Mopti in Mali on Monday."))
	first, err := d.RegionsAtFirst(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.Regions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	counted := 0
	for i := range all {
		counted += all[i].Total
		all[i].Days = nil
	}
	if counted == 0 || !reflect.DeepEqual(first, all) {
		t.Errorf("the first screen has %v, the next one %v", first, all)
	}
}
