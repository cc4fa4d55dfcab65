// Package serve lets officers into a desk over SSH: with their key and nothing else, to the reader or to a command, and no
// further.
//
// In: connections, and a file that names the officers, their keys and their roles. Out: sessions, each with the name and the
// role of its officer, handed to whoever shows the reader or runs the command; and a line of the audit for each. It never
// starts a program or a shell, forwards nothing, writes no file but the audit and its own host key, and knows nothing of
// what is read in a session.
//
// Start at New, then Server.Serve. The steps, each in the file of its name: door, officers, request, session, audit, idle.
package serve
