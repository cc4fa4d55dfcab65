package desk

import (
	"bufio"
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// leavePages takes the pages of the program's own file out of its memory: most were needed once, at its start, with fifteen more
// around each. They stay with the system, which puts those back at once that are needed again. Pages that were changed are
// left, and all where the system does not tell.
func leavePages() {
	program, err := os.Executable()
	if err != nil {
		return
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return
	}
	for _, part := range unchanged(maps, program) {
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, part.from, part.to-part.from, unix.MADV_DONTNEED) // else they stay
	}
}

// stretch is a part of the memory, from one address to another.
type stretch struct{ from, to uintptr }

// unchanged finds, in what Linux tells of a program's memory, where a file lies in it that cannot be written and is as it was
// read.
func unchanged(smaps []byte, file string) (parts []stretch) {
	var part stretch
	var ours bool
	lines := bufio.NewScanner(bytes.NewReader(smaps))
	for lines.Scan() {
		fields := bytes.Fields(lines.Bytes())
		switch {
		case len(fields) == 0:
		case string(fields[0]) == "Anonymous:": // pages of the file that were changed
			if ours && len(fields) > 1 && string(fields[1]) == "0" {
				parts = append(parts, part)
			}
			ours = false
		case !bytes.HasSuffix(fields[0], []byte(":")):
			part, ours = mapped(fields, file)
		}
	}
	return parts
}

// mapped reads the first line of a part of the memory: 00400000-01058000 r-xp 00001000 fe:00 1837 /usr/bin/harmattan.
func mapped(fields [][]byte, file string) (part stretch, ours bool) {
	if len(fields) < 6 || string(bytes.Join(fields[5:], []byte(" "))) != file || bytes.ContainsRune(fields[1], 'w') || !bytes.ContainsRune(fields[1], 'r') {
		return part, false
	}
	from, to, _ := bytes.Cut(fields[0], []byte("-"))
	first, err := strconv.ParseUint(string(from), 16, 64)
	if err != nil {
		return part, false
	}
	last, err := strconv.ParseUint(string(to), 16, 64)
	return stretch{uintptr(first), uintptr(last)}, err == nil
}
