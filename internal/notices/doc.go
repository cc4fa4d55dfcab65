// Command notices lists what the program is built from besides its own code: each module that is linked into the binary
// on any of the released systems, with its version, its licence and the text of that licence.
//
//	go run ./internal/notices -o THIRD-PARTY.txt
//	go run ./internal/notices -check THIRD-PARTY.txt
//
// In: what `go list` says of the packages of the main program, and the licence files beside their sources. Out: one text,
// the same for the same go.mod and Go. A module without a licence file, or with one that is not known here, is an error:
// what may not be passed on must not be released.
//
// Start at main; the steps are modules, licences, kinds, and text.
package main
