package enginetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// Run plays every *.chat of a folder, in the order of their names, and compares. With update, files that differ are rewritten
// to what came: only the lines that do not hold change, and customers' messages without any expectation get one. The error
// is for a folder that cannot be read or holds no conversation; a file that cannot be read as a conversation counts as failed.
func Run(shop *engine.Shop, dir string, update bool) (*Report, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("conversations: %w", err)
	}
	files, err := source.Files(os.DirFS(dir), "*.chat")
	if err != nil {
		return nil, fmt.Errorf("conversations: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds no *.chat", dir)
	}
	r := &Report{parts: shop.Parts(), reached: map[string]bool{}}
	for _, file := range files {
		c, err := r.play(shop, filepath.Join(dir, file), update)
		if err != nil {
			return nil, err
		}
		r.Conversations = append(r.Conversations, c)
	}
	return r, nil
}

func (r *Report) play(shop *engine.Shop, file string, update bool) (Conversation, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Conversation{}, fmt.Errorf("conversations: %w", err)
	}
	c, text := r.playText(shop, filepath.ToSlash(file), string(data), update)
	if !update || text == string(data) {
		return c, nil
	}
	if err := writeFile(file, text); err != nil {
		return c, fmt.Errorf("conversations: %w", err)
	}
	c.Updated = true
	return c, nil
}

// writeFile replaces a file as a whole, so that an interruption leaves the old one.
func writeFile(file, text string) error {
	mode := os.FileMode(0o644)
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".chat-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.WriteString(text)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(temp.Name(), mode)
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}

// playText plays one conversation and returns its text, updated if so wished.
func (r *Report) playText(shop *engine.Shop, file, text string, update bool) (Conversation, string) {
	c := Conversation{File: file}
	var errs source.List
	s := parseScript(file, text, shop.Location(), &errs)
	if c.Err = errs.Err(); c.Err != nil {
		return c, text
	}
	p := newPlayer(shop)
	var diffs []string
	for _, b := range s.blocks() {
		for _, e := range b.setup {
			p.set(e.means)
		}
		got := p.play(b.input.means)
		c.Turns += got.turns
		for _, id := range got.reached {
			r.reached[id] = true
		}
		v := compare(b, got, p.shop.Location())
		if update {
			s.update(v)
		}
		// What only the author can mend stays wrong after an update.
		if len(v.wrong()) > 0 && (!update || len(got.problems) > 0) {
			diffs = append(diffs, v.diff())
		}
	}
	c.Diff = strings.Join(diffs, "\n")
	return c, s.String()
}
