package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// house is the served desk.
type house struct {
	folder  string // of what is only for this run
	address string
	process *exec.Cmd
	keys    []ssh.Signer
	o       order
	began   time.Time
}

// serve starts the program on the desk, and waits until it lets officers in.
func serve(ctx context.Context, o order) (h *house, err error) {
	h = &house{o: o, began: time.Now()}
	if h.folder, err = os.MkdirTemp("", "crowd-"); err != nil {
		return nil, err
	}
	var lines bytes.Buffer
	for i := range o.officers {
		_, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		key, err := ssh.NewSignerFromKey(private)
		if err != nil {
			return nil, err
		}
		h.keys = append(h.keys, key)
		fmt.Fprintf(&lines, "name=%q,role=\"officer\" %s", name(i), ssh.MarshalAuthorizedKey(key.PublicKey()))
	}
	file := func(name string) string { return filepath.Join(h.folder, name) }
	if h.address, err = freeAddress(ctx); err != nil {
		return nil, err
	}
	config := fmt.Sprintf("[serve]\nlisten = %q\nofficers = %q\nhost_key = %q\naudit = %q\nsessions = %d\n",
		h.address, file("officers"), file("host_key"), file("audit"), o.officers)
	err = errors.Join(os.WriteFile(file("officers"), lines.Bytes(), 0o600), os.WriteFile(file("config.toml"), []byte(config), 0o600))
	if err != nil {
		return nil, err
	}
	h.process = exec.CommandContext(ctx, o.program, "serve", "--config", file("config.toml"), "--data", o.data, "--lang", "en") //nolint:gosec // what we are asked to measure
	h.process.Cancel = func() error { return h.process.Process.Signal(os.Interrupt) }
	h.process.Stderr = io.Discard
	if err := h.process.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", o.program, err)
	}
	for began := time.Now(); time.Since(began) < longest; {
		var dial net.Dialer
		if conn, err := dial.DialContext(ctx, "tcp", h.address); err == nil {
			return h, conn.Close()
		}
		<-time.After(50 * time.Millisecond)
	}
	h.close()
	return nil, fmt.Errorf("%s does not answer", h.address)
}

func name(i int) string { return "officer " + strconv.Itoa(i) }

// freeAddress is an address on loopback that nobody listens on.
func freeAddress(ctx context.Context) (string, error) {
	var listening net.ListenConfig
	l, err := listening.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func (h *house) close() {
	_ = h.process.Process.Signal(os.Interrupt)
	_ = h.process.Wait()
	_ = os.RemoveAll(h.folder)
}

// comes lets an officer in, and brings their cursor to a row of the list.
func (h *house) comes(i, row int) (*officer, error) {
	client, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{
		User: "desk", Auth: []ssh.AuthMethod{ssh.PublicKeys(h.keys[i])}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), //nolint:gosec // on loopback
	})
	if err != nil {
		return nil, fmt.Errorf("%s comes: %w", name(i), err)
	}
	s, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	c := &officer{name: name(i), client: client, screen: screen{came: make(chan struct{}, 1)}}
	s.Stdout = &c.screen
	if c.in, err = s.StdinPipe(); err != nil {
		return nil, err
	}
	if err := errors.Join(s.RequestPty("xterm-256color", 40, 160, nil), s.Shell()); err != nil {
		return nil, fmt.Errorf("%s opens the reader: %w", name(i), err)
	}
	if err := c.screen.shows("Regions"); err != nil {
		return nil, fmt.Errorf("%s sees no first screen: %w", name(i), err)
	}
	for range row {
		if _, err := c.press("j", anything); err != nil {
			return nil, fmt.Errorf("%s goes down: %w", name(i), err)
		}
	}
	return c, nil
}

// memory is what the server has resident, in MiB; 0 where the system does not tell.
func (h *house) memory() float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.process.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	fields := bytes.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kB, _ := strconv.Atoi(string(fields[0])) // 0 where it is no number
	return float64(kB) / 1024
}

// processor is how long the server was busy so far; 0 where the system does not tell.
func (h *house) processor() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", h.process.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(stat, []byte(") "))
	fields := bytes.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(string(fields[11])) // in hundredths of a second, as is the next
	system, _ := strconv.Atoi(string(fields[12]))
	return time.Duration(user+system) * 10 * time.Millisecond
}

// compare holds the log against what was pressed: each answered key is one step, of its officer, on a story of their own.
func (h *house) compare(ctx context.Context, crowd []*officer) error {
	out, err := exec.CommandContext(ctx, h.o.program, "log", "--json", "--data", h.o.data, "--since", h.began.Format(time.RFC3339)).Output() //nolint:gosec // as above
	if err != nil {
		return fmt.Errorf("read the log: %w", err)
	}
	kept, twice, seen := map[string]int{}, 0, map[string]bool{}
	for line := range strings.Lines(string(out)) {
		var step struct{ Who, Story, To string }
		if err := json.Unmarshal([]byte(line), &step); err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		if step.Story == "" { // about a shift
			continue
		}
		kept[step.Who]++
		if seen[step.Who+" "+step.Story] || step.To != "watching" {
			twice++
		}
		seen[step.Who+" "+step.Story] = true
	}
	pressed, all, lost := 0, 0, 0
	for _, c := range crowd {
		pressed, all = pressed+len(c.steps), all+kept[c.name]
		lost += max(0, len(c.steps)-kept[c.name])
	}
	fmt.Printf("steps: %d pressed, %d kept, %d lost, %d doubled\n", pressed, all, lost, twice+max(0, all-pressed))
	if lost > 0 || twice > 0 || all != pressed {
		return errors.New("the log is not what was pressed")
	}
	return nil
}
