package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Of the roles on a server each may do what its programs do, and no more. Who made the desk has its tables, and brings them up
// to date: workers and officers may not. The two roles cannot log in themselves; those that do are members.

// Roles are the names of the roles of a desk.
type Roles struct {
	Worker, Officer string
}

// RolesOf names the roles of the desk at an address, after its schema: a server has its roles for all databases.
func RolesOf(address string) (Roles, error) {
	config, err := readAddress(address)
	if err != nil {
		return Roles{}, err
	}
	schema := config.ConnConfig.RuntimeParams["search_path"]
	return Roles{schema + "_worker", schema + "_officer"}, nil
}

// What is written by whom. All may read all but what stands here for workers.
const (
	writtenByWorkers = `article, revision, piece, leaf, beside, often, reworded, numbering, source, source_tally, vector, placed, stint, host, story,
		lineage, moved, held, apart,
		region_by_hand, watched, step, deed, tally, began, feed_state, habit, meta, unseen, remark, reading, reading_tally, reading_unseen,
		reading_moved, river_job, river_leader, river_queue, river_notification`
	writtenByOfficers = `piece, leaf, beside, often, reworded, numbering, story, step, deed, lineage, moved, held, apart, region_by_hand, remark, unseen, watched, watch,
		saved_search, brief, duty, feed, meta, stint, tally, began, reader, reading, reading_tally, reading_unseen, reading_moved`
)

// GrantRoles makes the roles of the desk where there are none, and gives them their rights. Who asks for it has made the desk,
// or makes it now, and may make roles; the error is ErrNoWriting otherwise. It is asked for again after each upgrade.
func GrantRoles(ctx context.Context, address string) (Roles, error) {
	roles, err := RolesOf(address)
	if err != nil {
		return roles, err
	}
	p, err := openPostgres(ctx, address, Write)
	if err != nil {
		return roles, err
	}
	defer p.Close() //nolint:errcheck // a pool has nothing to say
	err = p.write(ctx, func(ctx context.Context, w pgWriter) error {
		var ours bool
		_, err := w.one(ctx, "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = $1", []any{p.schema}, []any{&ours})
		if err != nil {
			return err
		}
		if !ours { // the server would only warn
			return &Error{
				Kind: ErrNoWriting, Says: "this role may not give rights in " + p.name, Do: "ask who made the desk, or name that role in the address",
			}
		}
		for _, statement := range p.grants(roles) {
			if err := w.exec(ctx, statement); err != nil {
				return fmt.Errorf("%s: %w", strings.SplitN(statement, "\n", 2)[0], err)
			}
		}
		return nil
	})
	if err != nil {
		return roles, fmt.Errorf("give the roles of %s their rights: %w", p.name, err)
	}
	return roles, nil
}

// grants are the statements that make roles and give them their rights.
func (p *Postgres) grants(r Roles) []string {
	schema := pgx.Identifier{p.schema}.Sanitize()
	worker, officer := pgx.Identifier{r.Worker}.Sanitize(), pgx.Identifier{r.Officer}.Sanitize()
	both := worker + ", " + officer
	list := make([]string, 0, 16)
	for _, role := range []string{r.Worker, r.Officer} {
		list = append(list, `DO $$ BEGIN
			IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '`+role+`') THEN CREATE ROLE `+pgx.Identifier{role}.Sanitize()+` NOLOGIN; END IF;
		END $$`)
	}
	return append(
		list,
		"REVOKE ALL ON SCHEMA "+schema+" FROM PUBLIC",
		"GRANT USAGE ON SCHEMA "+schema+" TO "+both,
		"REVOKE ALL ON ALL TABLES IN SCHEMA "+schema+" FROM "+both,
		"GRANT SELECT ON ALL TABLES IN SCHEMA "+schema+" TO "+both,
		"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "+schema+" TO "+both,
		"REVOKE ALL ON brief, duty, saved_search, watch FROM "+worker,
		"GRANT SELECT ON saved_search, watch TO "+worker,
		"GRANT INSERT, UPDATE, DELETE ON "+writtenByWorkers+" TO "+worker,
		"GRANT INSERT, UPDATE, DELETE ON "+writtenByOfficers+" TO "+officer,
		"GRANT UPDATE (story, origin) ON article TO "+officer,
		"GRANT UPDATE (grade) ON source TO "+officer,
		"GRANT UPDATE (stint) ON vector TO "+officer,
		"GRANT UPDATE ON placed TO "+officer,
	)
}
