// Command service shows how a Go service embeds Huashu: messages and events come in over HTTP, replies go out; the catalogue and
// the orders are its own; actions are carried out, handoffs queued, follow-ups sent in time. See README.md.
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
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

//go:embed shop
var content embed.FS

// service is one running process.
type service struct {
	db  database
	bot *engine.Engine
	now func() time.Time
	log *slog.Logger
}

func main() {
	s := &service{now: time.Now, log: slog.New(slog.NewTextHandler(os.Stderr, nil))}
	addr := flag.String("addr", "localhost:8080", "where to listen")
	db := flag.String("db", "service.db", "SQLite file of the shop")
	store := flag.String("store", "conversations.db", "where conversations are kept: a file, for one process; or redis://user:password@host:6379/0, rediss:// with TLS, for any number")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", *addr)
	if err == nil {
		err = s.run(ctx, listener, *db, *store)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves until ctx ends, then takes no more, finishes what it has begun, and closes the stores last.
func (s *service) run(ctx context.Context, listener net.Listener, db, store string) error {
	conversations, closer, err := openStore(store)
	if err != nil {
		return err
	}
	defer closer.Close()
	if s.db, err = openDatabase(db); err != nil {
		return fmt.Errorf("opening %s: %w", db, err)
	}
	defer s.db.Close()
	dir, err := fs.Sub(content, "shop")
	if err != nil {
		return err
	}
	shop, err := engine.Load(dir)
	if err != nil {
		return err
	}
	if s.bot, err = engine.New(shop, engine.Config{Store: conversations, Catalog: s.db, Orders: s.db, Now: s.now, Logger: s.log}); err != nil {
		return err
	}

	server := &http.Server{Handler: s.routes(), ReadHeaderTimeout: 5 * time.Second}
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() { s.wakeUp(ctx) })
	work.Go(func() {
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = server.Shutdown(limit)
	})
	s.log.Info("serving", "addr", listener.Addr().String())
	err = server.Serve(listener)
	stop()
	work.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
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
