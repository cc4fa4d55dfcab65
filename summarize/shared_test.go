package summarize

import (
	"os"
	"testing"
)

// sharedFolder is where the labelled rows lie; a test that needs them is skipped where they are not.
func sharedFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("HARMATTAN_SHARED")
	if folder == "" {
		folder = "../../shared"
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the labelled rows are not here: %v", err)
	}
	return folder
}
