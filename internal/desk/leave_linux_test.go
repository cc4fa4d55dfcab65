package desk

import (
	"os"
	"slices"
	"testing"
)

func TestOnlyPagesOfTheProgramsFileThatNobodyChangedAreLeft(t *testing.T) {
	smaps := `00400000-01058000 r-xp 00000000 fe:00 1837 /usr/bin/harmattan
Rss:               10540 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
01058000-01ddf000 r--p 00c58000 fe:00 1837 /usr/bin/harmattan
Rss:                9416 kB
Anonymous:             0 kB
01ddf000-01fc9000 rw-p 019df000 fe:00 1837 /usr/bin/harmattan
Anonymous:             0 kB
01fc9000-01fd0000 r--p 019df000 fe:00 1837 /usr/bin/harmattan
Anonymous:             4 kB
01fd0000-01fe0000 ---p 019df000 fe:00 1837 /usr/bin/harmattan
Anonymous:             0 kB
7f0000000000-7f0000010000 r--p 00000000 fe:00 99 /usr/bin/harmattan of another
Anonymous:             0 kB
7f0000010000-7f0000020000 r--p 00000000 00:00 0
Anonymous:             0 kB
zz-7f0000030000 r--p 00000000 fe:00 1837 /usr/bin/harmattan
Anonymous:             0 kB
`
	want := []stretch{{0x400000, 0x1058000}, {0x1058000, 0x1ddf000}}
	if got := unchanged([]byte(smaps), "/usr/bin/harmattan"); !slices.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
}

func TestTheProgramGoesOnWithoutThePagesThatItLeft(t *testing.T) {
	before := os.Args[0]
	leavePages()
	if os.Args[0] != before || len(fileOf(t)) == 0 {
		t.Error("what was read of the file is gone")
	}
}

// fileOf is where the file of this program can be left.
func fileOf(t *testing.T) []stretch {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	smaps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip("this system does not tell")
	}
	return unchanged(smaps, program)
}
