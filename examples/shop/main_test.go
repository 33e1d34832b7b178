package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const morning = "2026-11-05T10:00:00+08:00"

func said(t *testing.T, o options, lines string) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, talk(o, strings.NewReader(lines), &out))
	return out.String()
}

func TestTalk(t *testing.T) {
	embedded := said(t, options{item: "S101", now: morning}, "黑色L码有货吗\n")
	require.Contains(t, embedded, "> 黑色L码有货吗\n< ")
	require.Equal(t, embedded, said(t, options{item: "S101", now: morning, watch: true}, "黑色L码有货吗\n"), "run in the folder itself")
	require.ErrorContains(t, talk(options{now: "noon"}, strings.NewReader(""), io.Discard), "-now: write it like "+morning)
	require.ErrorIs(t, talk(options{dir: "absent", watch: true}, strings.NewReader(""), io.Discard), os.ErrNotExist)
}

func TestSources(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	dir, err := sources()
	require.NoError(t, err)
	require.Equal(t, filepath.Join("examples", "shop"), dir)
	t.Chdir(t.TempDir())
	_, err = sources()
	require.ErrorContains(t, err, "name the shop's folder")
	require.ErrorContains(t, talk(options{watch: true}, strings.NewReader(""), io.Discard), "name the shop's folder")
}

// A line of the shop is changed while somebody talks with it.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, content))
	in, writer := io.Pipe()
	out := &screen{}
	done := make(chan error, 1)
	go func() { done <- talk(options{dir: dir, now: morning, watch: true}, in, out) }()
	_, err := io.WriteString(writer, "谢谢\n")
	require.NoError(t, err)
	out.wait(t, "\n< ")
	settings := filepath.Join(dir, "shop.yaml")
	text, err := os.ReadFile(settings)
	require.NoError(t, err)
	require.Contains(t, string(text), "松果男装")
	require.NoError(t, os.WriteFile(settings, []byte(strings.ReplaceAll(string(text), "松果男装", "青团男装")), 0o644))
	out.wait(t, "\n# shop.yaml changed: the shop is loaded anew, with ")
	_, err = io.WriteString(writer, "在吗\n")
	require.NoError(t, err)
	require.NoError(t, writer.Close())
	require.NoError(t, <-done)
	_, after, _ := strings.Cut(out.String(), "loaded anew")
	require.Contains(t, after, "青团男装")
	require.NotContains(t, after, "松果男装")
}

// screen is output that can be waited for.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *screen) wait(t *testing.T, words string) {
	t.Helper()
	require.Eventually(t, func() bool { return strings.Contains(s.String(), words) }, 5*time.Minute, 5*time.Millisecond, "%q", words)
}
