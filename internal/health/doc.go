// Package health serves what a program that runs by itself says of how it is: a page for those who watch over it, and its
// figures in the text format of Prometheus.
package health
