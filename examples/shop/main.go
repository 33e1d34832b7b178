// Command shop talks with the example shop in the terminal.
//
//	go run ./examples/shop                      a conversation, with a prompt
//	printf '在吗\n' | go run ./examples/shop    prints the transcript, which is a valid .chat file
//	go run ./examples/shop -watch               change a line of the shop's files and go on talking
//	go run ./examples/shop -watch myshop        the same with a copy of your own
//
// The content is the folder beside this file, embedded; with -watch or a folder it is read from the disk.
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
	"github.com/huashu-go/huashu/engine/hotreload"
)

//go:embed shop.yaml products.yaml promotions.yaml rules tables kb intents
var content embed.FS

// options are what the command line says.
type options struct {
	item, now      string
	explain, watch bool
	dir            string // "": the content that is embedded
}

func main() {
	var o options
	flag.StringVar(&o.item, "item", "", "`code` of the product the customer is looking at")
	flag.BoolVar(&o.explain, "explain", false, "show why each reply came out as it did")
	flag.StringVar(&o.now, "now", "", "where the clock starts, RFC 3339 (default: the present)")
	flag.BoolVar(&o.watch, "watch", false, "load the shop anew whenever its files change, and go on with the conversation")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: shop [flags] [DIR]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if o.dir = flag.Arg(0); o.dir != "" {
		_ = flag.CommandLine.Parse(flag.Args()[1:]) // flags behind the folder; on a mistake it ends the program
	}
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := talk(o, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func talk(o options, in io.Reader, out io.Writer) (err error) {
	t := enginetest.Terminal{In: in, Out: out, Item: o.item, Explain: o.explain}
	if o.now != "" {
		if t.Now, err = time.Parse(time.RFC3339, o.now); err != nil {
			return fmt.Errorf("-now: write it like 2026-11-05T10:00:00+08:00: %w", err)
		}
	}
	var files fs.FS = content
	if o.watch && o.dir == "" {
		if o.dir, err = sources(); err != nil {
			return err
		}
	}
	if o.dir != "" {
		files = os.DirFS(o.dir)
	}
	load := func() (*engine.Shop, error) { return engine.Load(files) }
	if o.watch {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		if t.Changes, err = hotreload.Watch(ctx, o.dir); err != nil {
			return err
		}
		t.Load = load
	}
	if t.Shop, err = load(); err != nil {
		return err
	}
	return t.Run()
}

// sources is the folder that the embedded content was made from, seen from the root of the repository or from the folder itself.
func sources() (string, error) {
	for _, dir := range []string{filepath.Join("examples", "shop"), "."} {
		if _, err := os.Stat(filepath.Join(dir, "shop.yaml")); err == nil {
			return dir, nil
		}
	}
	return "", errors.New("-watch: name the shop's folder, as in go run ./examples/shop -watch examples/shop")
}
