package conform

import (
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
)

func aHandOverIsTakenOnce(t *testing.T, s desk) {
	t.Helper()
	later := noon.Add(time.Hour)
	list := []news.Duty{
		{ID: 1, At: noon, Who: "Awa", Deed: news.CameOn},
		{ID: 2, At: later, Who: "Awa", Deed: news.Handed, Whom: "Bintou", Since: noon},
		{ID: 3, At: later, Who: "Bintou", Deed: news.Taken, Whom: "Awa", Since: noon, About: 2},
	}
	for _, d := range list {
		if ok, err := s.AddDuty(t.Context(), d); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if ok, err := s.AddDuty(t.Context(), list[2]); ok || err != nil {
		t.Errorf("taken again: %t, %v", ok, err)
	}
	s = s.again(t)
	if got, err := s.Duties(t.Context(), time.Time{}); err != nil || !reflect.DeepEqual(got, list) {
		t.Errorf("the log is %+v, %v; want %+v", got, err, list)
	}
	if got, err := s.Duties(t.Context(), later); err != nil || len(got) != 2 {
		t.Errorf("since an hour later it is %+v, %v", got, err)
	}
}
