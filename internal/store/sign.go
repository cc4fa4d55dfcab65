package store

import "context"

type signatureKey struct{}

type signature struct{ who, rules string }

// Signed returns a context whose steps are written to the log under the officer's name, with the version of the rules by
// which the program grouped and placed then.
func Signed(ctx context.Context, who, rules string) context.Context {
	return context.WithValue(ctx, signatureKey{}, signature{who, rules})
}

func signatureOf(ctx context.Context) (who, rules string) {
	s, _ := ctx.Value(signatureKey{}).(signature)
	return s.who, s.rules
}
