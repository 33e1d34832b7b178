package redisstore

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// The processes of the chaos test: this test binary runs itself again with the variable set, and is then an engine that takes
// inputs as JSON lines and answers in the same way.

const processVariable = "HUASHU_TEST_REDIS"

func TestMain(m *testing.M) {
	if addr := os.Getenv(processVariable); addr != "" {
		serve(addr)
		return
	}
	os.Exit(m.Run())
}

// request is one delivery of an input; Seq tells deliveries of the same input apart.
type request struct {
	Seq   uint64
	Input engine.Input
}

type answer struct {
	Seq       uint64
	Reply     string // as JSON, without trace and wake
	Duplicate bool
	Err       string
}

// haggling is a shop where every message is answered and most are about the price.
var haggling = fstest.MapFS{
	"shop.yaml":     {Data: []byte("version: 1\nname: 小店\ntimezone: Asia/Tokyo\nconcessions: {budget: 15, per: order, agreed_for: 24h}\n")},
	"products.yaml": {Data: []byte("products:\n  - {code: S101, name: 直筒裤, price: 129, floor: 100, stock: {黑色: {L: 3}}}\n")},
	"rules/a.yaml": {Data: []byte(`rules:
  - id: agreed
    on: bargain.*
    needs: item
    grant: offer
    say: 行,${yuan(deal.price)}给您,${clock(deal.until)}前都算数
  - id: no
    on: bargain.*
    say:
      - 这个价真做不到
      - 真的到底了
  - id: unpaid
    on: event.order.unpaid
    say: 看到您拍下了
    follow_up:
      - after: 3h
        say: 您的订单还没付款哦
  - id: other
    on: any
    say:
      - 在的
      - 您说
      - 我在听
`)},
}

func serve(addr string) {
	shop, err := engine.Load(haggling)
	if err != nil {
		panic(err)
	}
	client := redis.NewClient(&redis.Options{Addr: addr})
	bot, err := engine.New(shop, engine.Config{Store: New(client, Options{})})
	if err != nil {
		panic(err)
	}
	var mu sync.Mutex
	out := json.NewEncoder(os.Stdout)
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	for {
		var r request
		if err := in.Decode(&r); err != nil {
			return // the test is over
		}
		go func() {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			a := answer{Seq: r.Seq}
			reply, err := bot.Handle(ctx, r.Input)
			if err != nil {
				a.Err = err.Error()
			}
			a.Duplicate = reply.Duplicate
			// A redelivery says when to wake as things are now, and has no trace. All else must be as it was.
			reply.Duplicate, reply.Wake, reply.Trace = false, time.Time{}, nil
			data, _ := json.Marshal(reply)
			a.Reply = string(data)
			mu.Lock()
			defer mu.Unlock()
			_ = out.Encode(a)
		}()
	}
}

// process is one of them, seen from the test.
type process struct {
	cmd *exec.Cmd
	log bytes.Buffer

	mu      sync.Mutex
	in      io.WriteCloser
	seq     uint64
	waiting map[uint64]chan answer // nil once the process has ended
}

func startProcess(t *testing.T, addr string) *process {
	t.Helper()
	exe, err := os.Executable()
	require.NoError(t, err)
	p := &process{cmd: exec.Command(exe), waiting: map[uint64]chan answer{}}
	p.cmd.Env = append(os.Environ(), processVariable+"="+addr)
	p.cmd.Stderr = &p.log
	p.in, err = p.cmd.StdinPipe()
	require.NoError(t, err)
	out, err := p.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.cmd.Start())
	read := make(chan struct{})
	go func() {
		defer close(read)
		p.read(out)
	}()
	t.Cleanup(func() {
		p.kill()
		<-read
		_ = p.cmd.Wait()
		if t.Failed() && p.log.Len() > 0 {
			t.Logf("a process wrote:\n%.2000s", p.log.String())
		}
	})
	return p
}

func (p *process) kill() { _ = p.cmd.Process.Kill() }

func (p *process) read(out io.Reader) {
	dec := json.NewDecoder(bufio.NewReader(out))
	for {
		var a answer
		err := dec.Decode(&a)
		p.mu.Lock()
		if err != nil {
			for _, ch := range p.waiting {
				close(ch)
			}
			p.waiting = nil
			p.mu.Unlock()
			return
		}
		ch := p.waiting[a.Seq]
		delete(p.waiting, a.Seq)
		p.mu.Unlock()
		if ch != nil {
			ch <- a
		}
	}
}

var errEnded = errors.New("the process has ended")

// deliver sends an input and waits for the answer. An error says nothing about whether the input was worked on.
func (p *process) deliver(in engine.Input) (answer, error) {
	ch := make(chan answer, 1)
	p.mu.Lock()
	if p.waiting == nil {
		p.mu.Unlock()
		return answer{}, errEnded
	}
	p.seq++
	p.waiting[p.seq] = ch
	data, err := json.Marshal(request{Seq: p.seq, Input: in})
	if err == nil {
		_, err = p.in.Write(append(data, '\n'))
	}
	p.mu.Unlock()
	if err != nil {
		return answer{}, err
	}
	select {
	case a, ok := <-ch:
		if !ok {
			return answer{}, errEnded
		}
		if a.Err != "" {
			return answer{}, errors.New(a.Err)
		}
		return a, nil
	case <-time.After(10 * time.Second):
		return answer{}, fmt.Errorf("no answer to %s", in.ID)
	}
}
