// Package commands is the command line: each command reads its flags, asks the desk, and writes what came of it.
//
// In: arguments, streams and the embedded example configuration. Out: data on standard output, messages on standard
// error, and an exit status scripts may rely on: 0 done, 1 failed, 2 wrong usage. It holds no logic about news.
//
// Start at Run; each command is in the file of its name.
package commands
