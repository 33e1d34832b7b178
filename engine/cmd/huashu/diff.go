package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
)

// diff plays conversations on two versions of a shop and shows only the replies that change.
func diff(flags *flag.FlagSet) func(*console, []string) error {
	strict := flags.Bool("strict", false, "fail when any reply changes")
	return func(c *console, args []string) error {
		if err := arguments(args, "OLD", "NEW", "CHATS"); err != nil {
			return err
		}
		before, err := loadShop(args[0])
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		after, err := loadShop(args[1])
		if err != nil {
			return fmt.Errorf("%s: %w", args[1], err)
		}
		play, chats := diffChats, args[2]
		switch info, err := os.Stat(chats); {
		case err != nil:
			return err
		case !info.IsDir() && filepath.Ext(chats) != ".chat":
			play = diffLog
		case info.IsDir() && isFolder(filepath.Join(chats, "chats")):
			chats = filepath.Join(chats, "chats") // the folder of a shop
		}
		changes, turns, err := play(c, before, after, chats)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "%d turns, %d change\n", turns, changes)
		if *strict && changes > 0 {
			return errFailed
		}
		return nil
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func diffChats(c *console, before, after *engine.Shop, dir string) (changed, turns int, err error) {
	changes, turns, err := enginetest.Changes(before, after, dir)
	for i, change := range changes {
		if i > 0 {
			fmt.Fprintln(c.out)
		}
		fmt.Fprint(c.out, change)
	}
	return len(changes), turns, err
}

// diffLog plays a recorded log on both versions.
func diffLog(c *console, before, after *engine.Shop, file string) (changed, turns int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	records, err := engine.ReadRecords(f)
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w (neither a .chat file nor a recorded log)", file, err)
	}
	was, err := replies(before, records)
	if err != nil {
		return 0, 0, err
	}
	is, err := replies(after, records)
	if err != nil {
		return 0, 0, err
	}
	for i, r := range records {
		if bytes.Equal(was[i], is[i]) {
			continue
		}
		if changed++; changed > 1 {
			fmt.Fprintln(c.out)
		}
		fmt.Fprint(c.out, enginetest.LogChange(file, i+1, r.Input, was[i], is[i], after.Location()))
	}
	return changed, len(records), nil
}

// replies are what the shop says to each record.
func replies(shop *engine.Shop, records []engine.Record) ([]json.RawMessage, error) {
	out := make([]json.RawMessage, len(records))
	for i, r := range records {
		out[i] = r.Reply
	}
	differ, err := shop.Replay(records)
	for _, d := range differ {
		out[d.Line-1] = d.Got
	}
	return out, err
}
