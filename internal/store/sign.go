package store

import (
	"context"
	"errors"
)

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

type receiptKey struct{}

// ErrKept is the error of a step whose receipt the log has already: it was kept when it was asked for before.
var ErrKept = errors.New("the step was kept before")

// Receipted returns a context whose steps bear a receipt, so that whoever was not told whether they are kept may ask for them
// again. Only a server keeps receipts: in a file nobody is left in doubt.
func Receipted(ctx context.Context, receipt string) context.Context {
	return context.WithValue(ctx, receiptKey{}, receipt)
}

// NotKept is ErrKept where the log has the receipt of a context, which that of a file never has.
func (s *Store) NotKept(context.Context) error { return nil }

func receiptOf(ctx context.Context) string {
	receipt, _ := ctx.Value(receiptKey{}).(string)
	return receipt
}
