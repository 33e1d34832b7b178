// Command service shows how a Go service embeds Huashu: messages and events come in over HTTP, replies go out; the catalogue and
// the orders are its own; actions are carried out, handoffs queued, follow-ups sent in time. See README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
	_ "time/tzdata"

	"github.com/redis/go-redis/v9"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/boltstore"
	"github.com/huashu-go/huashu/engine/redisstore"
)

// service is one running process.
type service struct {
	db  database
	bot *engine.Engine
	now func() time.Time
	log *slog.Logger

	metrics metrics
}

func main() {
	s := &service{now: time.Now, log: slog.New(slog.NewTextHandler(os.Stderr, nil))}
	content := flag.String("shop", "examples/service/shop", "the shop's folder")
	addr := flag.String("addr", "localhost:8080", "where to listen")
	db := flag.String("db", "service.db", "SQLite file of the shop")
	store := flag.String("store", "conversations.db", "where conversations are kept: a file, for one process; or redis://user:password@host:6379/0, rediss:// with TLS, for any number")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", *addr)
	if err == nil {
		err = s.run(ctx, listener, *content, *db, *store)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves until ctx ends, then takes no more, finishes what it has begun, and closes the stores last.
func (s *service) run(ctx context.Context, listener net.Listener, content, db, store string) error {
	shop, err := engine.Load(os.DirFS(content))
	if err != nil {
		return err
	}
	conversations, closer, err := openStore(store)
	if err != nil {
		return err
	}
	defer closer.Close()
	if s.db, err = openDatabase(db); err != nil {
		return fmt.Errorf("opening %s: %w", db, err)
	}
	defer s.db.Close()
	if s.bot, err = engine.New(shop, engine.Config{Store: conversations, Catalog: s.db, Orders: s.db, Now: s.now, Logger: s.log, Observe: s.metrics.observe}); err != nil {
		return err
	}
	server := &http.Server{Handler: s.routes(), ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	var waking sync.WaitGroup
	waking.Go(func() { s.wakeUp(ctx) })
	s.log.Info("serving", "addr", listener.Addr().String())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	limit, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err = server.Shutdown(limit)
	waking.Wait()
	return err
}

func openStore(where string) (engine.Store, io.Closer, error) {
	if !strings.Contains(where, "://") {
		file, err := boltstore.Open(where, boltstore.Options{})
		return file, file, err
	}
	options, err := redis.ParseURL(where)
	if err != nil {
		return nil, nil, err
	}
	client := redis.NewClient(options)
	return redisstore.New(client, redisstore.Options{}), client, nil
}
