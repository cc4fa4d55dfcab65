package news

// Role is what somebody may do on a desk that several share.
type Role string

// The roles, each of which may do what those before it may.
const (
	RoleReader  Role = "reader"  // reads, and changes nothing but what is read by them
	RoleOfficer Role = "officer" // decides on stories, writes notes and briefs, asks for a refresh
	RoleEditor  Role = "editor"  // arranges stories, and changes feeds and watches
)

// Roles lists the roles, from the one that may least.
func Roles() []Role { return []Role{RoleReader, RoleOfficer, RoleEditor} }

// May tells whether this role may do what is left to another one and those above it.
func (r Role) May(least Role) bool {
	rank := map[Role]int{RoleReader: 1, RoleOfficer: 2, RoleEditor: 3}
	return rank[r] > 0 && rank[r] >= rank[least]
}
