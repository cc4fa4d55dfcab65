package serve

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"harmattan/internal/news"
)

func TestTheFileOfOfficersSaysWhatIsWrongAndWhere(t *testing.T) {
	key := func() string { return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(newKey(t).PublicKey()))) }
	one := key()
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	weak, err := ssh.NewPublicKey(&short.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ text, says string }{
		{one, `officers:1: the key has no name`},
		{"# the desk\n\n" + `role="reader" ` + one, `officers:3: the key has no name`},
		{`name="Aïssa" ` + one, `officers:1: Aïssa has no role`},
		{`name="Aïssa",role="chief" ` + one, `officers:1: no such role: "chief"`},
		{`name="Aïssa",role="reader",command="sh" ` + one, `officers:1: no such option: "command"`},
		{`name="Aïssa",role="reader",pty ` + one, `officers:1: no such option: "pty"`},
		{`name="Aïssa",role="reader" ssh-ed25519 AAAA`, `officers:1: there is no key that can be read`},
		{"Aïssa", `officers:1: there is no key that can be read`},
		{"name=\"A\x1b[31m\",role=\"reader\" " + one, `officers:1: "A" cannot be a name`},
		{`name="` + strings.Repeat("a", 65) + `",role="reader" ` + one, `cannot be a name`},
		{`name="A",role="reader" ` + one + "\n" + `name="B",role="editor" ` + one, `officers:2: this key stands above already, as that of A`},
		{`name="A",role="reader" ` + one + "\n" + `name="A",role="editor" ` + key(), `officers:2: A is reader above already`},
		{`name="A",role="reader" ` + string(ssh.MarshalAuthorizedKey(weak)), `officers:1: the key of A is shorter than 2048 bits`},
	}
	for _, test := range tests {
		_, err := readOfficers("officers", []byte(test.text))
		var hinted interface{ Hint() string }
		if err == nil || !strings.Contains(err.Error(), test.says) || !errors.As(err, &hinted) || hinted.Hint() == "" {
			t.Errorf("%q: %v, want %s with a hint", test.text, err, test.says)
		}
	}
}

func TestOfficersAreReadAsTheyAreWritten(t *testing.T) {
	one, two, three := newKey(t).PublicKey(), newKey(t).PublicKey(), newKey(t).PublicKey()
	line := func(options string, key ssh.PublicKey) string {
		return options + " " + string(ssh.MarshalAuthorizedKey(key))
	}
	text := "# who may come\n" + line(`name="Aïssa Maïga, Gao",role="editor"`, one) +
		"\r\n" + line(`role="editor",name="Aïssa Maïga, Gao"`, two) + line(`name="عائشة",role=reader`, three)
	got, err := readOfficers("officers", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]Officer{
		ssh.FingerprintSHA256(one): {"Aïssa Maïga, Gao", news.RoleEditor}, ssh.FingerprintSHA256(two): {"Aïssa Maïga, Gao", news.RoleEditor},
		ssh.FingerprintSHA256(three): {"عائشة", news.RoleReader},
	}
	if len(got) != len(want) {
		t.Errorf("%d keys are read, want %d", len(got), len(want))
	}
	for key, officer := range want {
		if got[key] != officer {
			t.Errorf("the key %s is %+v, want %+v", key, got[key], officer)
		}
	}
}

// The server need not be told: who is added may come, who is taken out has to leave, and a slip of the pen locks nobody out.
func TestTheOfficersAreReadAgainWhenTheyChange(t *testing.T) {
	h := open(t)
	aminata := sit(t, h.mustCall("Aminata"), "xterm")
	boubacar := sit(t, h.mustCall("Boubacar"), "xterm")
	aminata.shows("Aminata")
	boubacar.shows("Boubacar")
	if _, err := h.call("Djibo"); err == nil {
		t.Error("Djibo may come before anybody said so")
	}
	h.lines("Aminata officer", "Boubacar editor", "Djibo reader")
	sit(t, h.mustCall("Djibo"), "xterm").shows("Djibo")

	write(t, h.o.Officers, "a slip of the pen")
	h.server.look(h.clock.now())
	sit(t, h.mustCall("Djibo"), "xterm").shows("Djibo")

	h.lines("Boubacar reader", "Djibo reader")
	h.server.look(h.clock.now())
	aminata.shows("you may no longer come to this desk")
	boubacar.shows("your role on this desk has changed")
	if _, err := h.call("Aminata"); err == nil {
		t.Error("Aminata may still come")
	}
}

func TestAFileOfOfficersThatOthersMayWriteIsRefused(t *testing.T) {
	h := open(t)
	if err := os.Chmod(h.o.Officers, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := New(h.o); err == nil || !strings.Contains(err.Error(), "others may write this file") {
		t.Errorf("error is %v", err)
	}
	write(t, h.o.Officers, "# nobody yet\n")
	if _, err := New(h.o); err == nil || !strings.Contains(err.Error(), "nobody may come") {
		t.Errorf("error is %v", err)
	}
	if err := os.Remove(h.o.Officers); err != nil {
		t.Fatal(err)
	}
	if _, err := New(h.o); err == nil || !strings.Contains(err.Error(), "there is no file of officers") {
		t.Errorf("error is %v", err)
	}
	if err := h.server.officers.refresh(); err == nil {
		t.Error("a file that is gone is read")
	}
	if _, ok := h.server.officers.of(h.key("Aminata").PublicKey()); !ok {
		t.Error("a file that is gone locks everybody out")
	}
}
