// Harmattan is a terminal reader for desk officers: it reads many news feeds as few briefings.
package main

import (
	"context"
	_ "embed"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"harmattan/internal/commands"
)

//go:embed config.example.toml
var exampleConfig []byte

// memory is from how many bytes on memory is taken back at once rather than when it has doubled: a first refresh of a
// hundred thousand articles is to leave a small machine room for others. GOMEMLIMIT in the environment says otherwise.
const memory = 160 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	status := commands.Run(ctx, commands.Env{
		Example: exampleConfig, Version: version(), Args: os.Args[1:],
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now,
	})
	stop()
	os.Exit(status)
}

// release is the version of a released build, which the linker sets: -X main.release=v1.2.3.
var release string //nolint:gochecknoglobals // there is no other way for a linker

// version is that of the release, else the module's version as it was built; "devel" from a checkout.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
