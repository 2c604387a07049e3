// Command oracle is an API server of our own, made of the library that kube-apiserver is made of. It
// serves Endpoints and EndpointSlices on loopback, and tells what Kubernetes of that version does.
// README.md says how it is used.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const usage = `usage: oracle COMMAND [flags]
  serve     the API server; prints its addresses: without TLS, with TLS, etcd's
  seed      writes some objects, and a service of --pods pods, to --server
  rollout   replaces the pods of that service
  compact   makes etcd, at --etcd, forget the versions before the current one
  ask       puts the requests of --table to --server, and keeps the answers in --into
  compare   the answers in --expected with those in --actual; --differences says what may differ`

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("%s", usage))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	var (
		port        = flags.Int("port", 0, "of serve, without TLS; 0 takes a free one")
		server      = flags.String("server", "", "address of an API server without TLS")
		etcd        = flags.String("etcd", "", "address of etcd")
		pods        = flags.Int("pods", 3, "of the service")
		pause       = flags.Duration("pause", 200*time.Millisecond, "after each step of the rollout")
		table       = flags.String("table", "requests.tsv", "of requests")
		into        = flags.String("into", "answers", "folder for the answers")
		expected    = flags.String("expected", "answers", "folder with the oracle's answers")
		actual      = flags.String("actual", "", "folder with the answers that are held against them")
		differences = flags.String("differences", "differs.tsv", "table of the answers that are meant to differ")
	)
	_ = flags.Parse(os.Args[2:])
	commands := map[string]func() error{
		"serve":   func() error { return serve(ctx, *port) },
		"seed":    func() error { return seed(ctx, *server, *pods) },
		"rollout": func() error { return roll(ctx, *server, *pods, *pause) },
		"compact": func() error { return compact(ctx, *etcd) },
		"ask":     func() error { return ask(ctx, *table, *server, *into) },
		"compare": func() error { return compare(*expected, *actual, *differences) },
	}
	command, known := commands[os.Args[1]]
	if !known {
		fail(fmt.Errorf("there is no command %q\n%s", os.Args[1], usage))
	}
	if err := command(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "oracle:", err)
	os.Exit(1)
}

func serve(ctx context.Context, port int) error {
	folder, err := os.MkdirTemp("", "oracle-etcd-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	etcd, client, err := startEtcd(folder)
	if err != nil {
		return err
	}
	defer etcd.Close()
	plain, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	secure, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	made, err := newServer(client, secure)
	if err != nil {
		return err
	}
	prepared := made.PrepareRun()
	go func() {
		if err := servePlain(ctx, plain, made.Handler); err != nil {
			fail(err)
		}
	}()
	fmt.Printf("http://%s https://%s %s\n", plain.Addr(), secure.Addr(), client)
	return prepared.RunWithContext(ctx)
}
