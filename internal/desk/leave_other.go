//go:build !linux

package desk

// leavePages does nothing where the system does not tell which pages of the program's file are as they were read.
func leavePages() {}
