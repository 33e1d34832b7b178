// Package redistest runs a real Redis for tests: the redis-server from PATH, on a free port of the loopback interface, with its
// data in a temporary folder.
package redistest

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Server is a running redis-server. It ends with the test.
type Server struct {
	Addr string // host:port

	t    testing.TB
	dir  string
	args []string
	cmd  *exec.Cmd
}

// Start starts a server with further arguments, such as "--appendonly", "yes". The test is skipped where redis-server is not
// installed.
func Start(t testing.TB, args ...string) *Server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Skip("redis-server is not installed (Debian: apt-get install redis-server): nothing was tested with Redis")
	}
	s := &Server{t: t, dir: t.TempDir(), args: args}
	// Another process may take a free port before the server does: try a few.
	for range 5 {
		s.Addr = freeAddr(t)
		if s.start() {
			t.Cleanup(s.Kill)
			return s
		}
	}
	t.Fatalf("redis-server does not start; try it by hand: redis-server %s", strings.Join(args, " "))
	return nil
}

func freeAddr(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start starts the server and waits until it answers.
func (s *Server) start() bool {
	_, port, _ := net.SplitHostPort(s.Addr)
	args := append([]string{"--bind", "127.0.0.1", "--port", port, "--dir", s.dir, "--save", "", "--loglevel", "warning"}, s.args...)
	s.cmd = exec.Command("redis-server", args...)
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for began := time.Now(); time.Since(began) < 10*time.Second; time.Sleep(5 * time.Millisecond) {
		if s.answers() {
			return true
		}
	}
	s.Kill()
	return false
}

// answers asks for the process id, so that no other server on that port is taken for this one.
func (s *Server) answers() bool {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", s.Addr)
	if err != nil {
		return false
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	if _, err := fmt.Fprint(conn, "INFO server\r\n"); err != nil {
		return false
	}
	buf := make([]byte, 8<<10)
	n, err := conn.Read(buf)
	return err == nil && strings.Contains(string(buf[:n]), "process_id:"+strconv.Itoa(s.cmd.Process.Pid)+"\r\n")
}

// Kill ends the server as a crash would (SIGKILL). Killing it twice does no harm.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// Restart kills the server and, after it was down for so long, starts it again on the same port and data.
func (s *Server) Restart(down time.Duration) {
	s.t.Helper()
	s.Kill()
	time.Sleep(down)
	if !s.start() {
		s.t.Errorf("redis-server does not come back on %s", s.Addr)
	}
}
