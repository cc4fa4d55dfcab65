package plain

import (
	"context"
	"fmt"
	"strings"

	"harmattan/internal/safe"
)

// countries is the map in words: how many stories each country has. With the code of one it turns to that one's stories, with
// "all" to those of all again.
func (r *reader) countries(ctx context.Context, code string) error {
	rows, err := r.Desk.Countries(ctx)
	if err != nil {
		return err
	}
	if code == "" {
		for _, c := range rows {
			if c.Code == "" {
				r.say(r.says.nowhere, c.Total)
			} else {
				r.say(r.says.country, c.Code, safe.Line(c.Name), c.Total, c.Left)
			}
		}
		return nil
	}
	wanted := strings.ToUpper(code)
	if strings.EqualFold(code, "all") {
		wanted = ""
	}
	known := wanted == ""
	for _, c := range rows {
		known = known || c.Code == wanted
	}
	if !known {
		return fmt.Errorf(r.says.noCountry, code)
	}
	r.query.Country, r.at = wanted, 0
	if err := r.load(ctx); err != nil {
		return err
	}
	r.current()
	return nil
}
