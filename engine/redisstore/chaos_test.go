package redisstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/redisstore/redistest"
)

// Two processes on one Redis take the messages of the same conversations at once: in bursts whose order is lost, many of them
// delivered twice, some again later. Half-way one process is killed and replaced; then Redis crashes and comes back. Whatever
// is not answered is sent again with its id, as a host's queue would. At the end every message has been worked on exactly
// once, every delivery of a message got the same reply to the byte, and no order was conceded more than its budget.
func TestTwoProcessesOneRedis(t *testing.T) {
	if testing.Short() {
		t.Skip("two processes, 200 conversations: not with -short")
	}
	_, err := engine.Load(haggling)
	require.NoError(t, err)
	const conversations, messages, budget = 200, 24, 15
	server := redistest.Start(t, "--appendonly", "yes", "--appendfsync", "always")
	c := &chaos{t: t, deadline: time.Now().Add(40 * time.Second)}
	c.processes[0].Store(startProcess(t, server.Addr))
	c.processes[1].Store(startProcess(t, server.Addr))

	var customers sync.WaitGroup
	all := make([]*customer, conversations)
	for i := range all {
		all[i] = &customer{chaos: c, name: fmt.Sprint("c", i), random: rand.New(rand.NewPCG(1, uint64(i))), replies: map[string]string{}}
		customers.Go(func() { all[i].talk(messages) })
	}
	c.reach(conversations * messages / 2)
	c.processes[0].Load().kill()
	c.processes[0].Store(startProcess(t, server.Addr))
	c.reach(conversations * messages * 3 / 4)
	failed := c.failed.Load()
	server.Restart(1500 * time.Millisecond) // longer than the client's own retries last
	customers.Wait()
	if t.Failed() {
		return
	}

	require.Positive(t, c.ended.Load(), "the killed process left messages without an answer")
	require.Greater(t, c.failed.Load(), failed, "the crash of Redis was felt")
	require.Positive(t, c.duplicates.Load())
	store := New(connect(t, server.Addr), Options{})
	granted := 0
	for _, customer := range all {
		require.Len(t, customer.replies, messages)
		turns, first := map[int]bool{}, math.MaxInt
		actions := map[string]engine.Action{}
		for id, text := range customer.replies {
			var r engine.Reply
			require.NoError(t, json.Unmarshal([]byte(text), &r))
			require.NotEmpty(t, r.Messages, id)
			turn := turnOf(t, r.Messages[0].ID)
			turns[turn], first = true, min(first, turn)
			for _, a := range r.Actions {
				actions[a.ID] = a
			}
		}
		for n := range messages {
			require.True(t, turns[first+n], "conversation %s: %d messages, but no reply is of turn %d", customer.name, messages, n+1)
		}
		given := 0.0
		for _, a := range actions {
			if a.Name == "grant" {
				given += a.Get("cut").(float64)
				granted++
			}
		}
		require.LessOrEqual(t, given, float64(budget), "conversation %s", customer.name)
		st, err := store.Get(ctx, customer.name)
		require.NoError(t, err, "no state is torn")
		require.NotNil(t, st)
	}
	require.Greater(t, granted, conversations, "the budget is tried")
	t.Logf("%d deliveries, %d recorded replies, %d failures (%d by the killed process), %d concessions", c.sent.Load(), c.duplicates.Load(),
		c.failed.Load(), c.ended.Load(), granted)
}

// turnOf takes an id apart: conversation/turn/n, where turns count from the conversation's birth.
func turnOf(t *testing.T, id string) int {
	t.Helper()
	parts := strings.Split(id, "/")
	require.Len(t, parts, 3, id)
	n, err := strconv.Atoi(parts[1])
	require.NoError(t, err)
	return n
}

type chaos struct {
	t         *testing.T
	deadline  time.Time
	processes [2]atomic.Pointer[process]

	sent, answered, failed, ended, duplicates atomic.Int64
}

// reach waits until n messages were answered.
func (c *chaos) reach(n int64) {
	for c.answered.Load() < n && time.Now().Before(c.deadline) {
		time.Sleep(time.Millisecond)
	}
}

// customer is one conversation. Its goroutine alone draws from random; replies are guarded by mu.
type customer struct {
	*chaos
	name   string
	random *rand.Rand

	mu      sync.Mutex
	replies map[string]string // by the id of the input
}

// talk sends the messages in bursts of four. With each burst come a second delivery of some, and some of the burst before
// again: at most eight messages back, well within the sixteen that are recorded.
func (c *customer) talk(messages int) {
	var before []engine.Input
	for n := 0; n < messages; {
		var burst []engine.Input
		for ; len(burst) < 4 && n < messages; n++ {
			burst = append(burst, c.input(n))
		}
		deliveries := append([]engine.Input(nil), burst...)
		for _, in := range append(before, burst...) {
			if c.random.IntN(3) == 0 {
				deliveries = append(deliveries, in)
			}
		}
		c.random.Shuffle(len(deliveries), func(i, j int) { deliveries[i], deliveries[j] = deliveries[j], deliveries[i] })
		var wg sync.WaitGroup
		for _, in := range deliveries {
			to := c.random.IntN(2)
			wg.Go(func() { c.deliver(in, to) })
		}
		wg.Wait()
		before = burst
	}
}

func (c *customer) input(n int) engine.Input {
	in := engine.Input{Conversation: c.name, ID: fmt.Sprint("m", n), Item: "S101"}
	switch {
	case n == 5:
		in.Event, in.Data = "order.unpaid", map[string]any{"order": "1001"}
	case n%3 == 0:
		in.Text = "在吗"
	default:
		in.Text = fmt.Sprintf("%d卖不卖", 105+c.random.IntN(24))
	}
	return in
}

// deliver sends an input, to the other process after a failure, until it is answered.
func (c *customer) deliver(in engine.Input, to int) {
	for tries := 0; ; tries++ {
		c.sent.Add(1)
		a, err := c.processes[(to+tries)%2].Load().deliver(in)
		if err == nil {
			c.accept(in, a)
			return
		}
		c.failed.Add(1)
		if errors.Is(err, errEnded) {
			c.ended.Add(1)
		}
		if time.Now().After(c.deadline) {
			c.t.Errorf("conversation %s: message %s was not answered in time: %v", c.name, in.ID, err)
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *customer) accept(in engine.Input, a answer) {
	if a.Duplicate {
		c.duplicates.Add(1)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	first, known := c.replies[in.ID]
	if !known {
		c.replies[in.ID] = a.Reply
		c.answered.Add(1)
	} else if first != a.Reply {
		c.t.Errorf("conversation %s: message %s got two replies:\n%s\n%s", c.name, in.ID, first, a.Reply)
	}
}
