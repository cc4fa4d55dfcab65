package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"harmattan/internal/disk"
)

// maxBytes caps a configuration: the longest list of feeds that makes sense is a hundredth of it.
const maxBytes = 4 << 20

// exampleName is what messages call the built-in configuration.
const exampleName = "config.example.toml (built in)"

// Load reads the configuration at path. With path "" it reads the officer's own at Path, or where there is none the
// built-in example.
func Load(path string, example []byte) (Config, error) {
	own := path == ""
	if own {
		path = Path()
	}
	data, err := read(path)
	if own && errors.Is(err, fs.ErrNotExist) {
		return Parse(example, exampleName)
	}
	if err != nil {
		return Config{}, fmt.Errorf("read configuration: %w", err)
	}
	c, err := Parse(data, path)
	if err != nil {
		return Config{}, err
	}
	c.Path = path
	c.Data = folder(c.Data, filepath.Dir(path))
	for _, name := range []*string{&c.Serve.Officers, &c.Serve.HostKey, &c.Serve.Audit} {
		*name = folder(*name, filepath.Dir(path))
	}
	return c, nil
}

// read returns the bytes of a file, up to maxBytes of them.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%s is larger than %d MB", path, maxBytes>>20)
	}
	return data, nil
}

// Path is where the officer's own configuration lies: $XDG_CONFIG_HOME/harmattan/config.toml, or the folder that the
// system uses for it.
func Path() string {
	return filepath.Join(base("XDG_CONFIG_HOME", xdg.ConfigHome), "harmattan", "config.toml")
}

// DataDir is the folder of the one file of data: the one the configuration names, else $XDG_DATA_HOME/harmattan. Of a
// desk on a server it is the address.
func DataDir(c Config) string {
	switch {
	case c.Data == "":
		return usualDir()
	case isAddress(c.Data):
		return c.Data
	}
	return filepath.Clean(c.Data)
}

// LocalDir is the folder for what belongs to this machine beside the data: where the data are in a folder, that one.
func LocalDir(data string) string {
	if isAddress(data) {
		return usualDir()
	}
	return data
}

func usualDir() string { return filepath.Join(base("XDG_DATA_HOME", xdg.DataHome), "harmattan") }

// isAddress tells whether data are on a server; see the store, which reads the address.
func isAddress(data string) bool {
	return strings.HasPrefix(data, "postgres://") || strings.HasPrefix(data, "postgresql://")
}

// folder is the folder that a configuration in another folder names: "~/" begins at the officer's home, and a relative
// name where the configuration lies.
func folder(name, from string) string {
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		return filepath.Join(xdg.Home, filepath.FromSlash(rest))
	}
	if name == "" || filepath.IsAbs(name) || isAddress(name) {
		return name
	}
	return filepath.Join(from, name)
}

// base is a folder of the XDG rules. Package xdg reads the environment once, when the program starts; it is looked at
// again here for whoever sets it later. The rules ignore a relative path.
func base(variable, atStart string) string {
	if dir := os.Getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	return atStart
}

// Init writes the example to path, or with "" to Path. It never overwrites a file.
func Init(path string, example []byte) error {
	if path == "" {
		path = Path()
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of the configuration: %w", err)
	}
	err := disk.New(path, func(f *os.File) error {
		_, err := f.Write(example)
		return err
	})
	if errors.Is(err, disk.ErrExists) {
		return fmt.Errorf("write configuration: %s is already there\nhint: edit it, or move it away first", path)
	}
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	return nil
}
