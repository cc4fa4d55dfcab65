package desk

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// The test binary is also the reader that is killed: with this variable set it does what the value says.
const otherProgram = "HARMATTAN_DESK_TEST"

func TestMain(m *testing.M) {
	if os.Getenv(otherProgram) != "work" {
		os.Exit(m.Run())
	}
	if err := workUntilKilled(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// reader readies a reader of the desk in a folder and of the feeds at an address, which draws what it does from a seed.
func reader(t *testing.T, folder, address string, seed uint64) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, folder, address, strconv.FormatUint(seed, 10))
	cmd.Env = append(os.Environ(), otherProgram+"=work")
	cmd.Stderr = os.Stderr
	return cmd
}
