package redisstore

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
	"github.com/huashu-go/huashu/engine/redisstore/redistest"
)

var ctx = context.Background()

func connect(t testing.TB, addr string) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{Addr: addr})
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func TestConformance(t *testing.T) {
	client := connect(t, redistest.Start(t).Addr)
	n := 0
	enginetest.Store(t, func(_ *testing.T, now func() time.Time) engine.Store {
		n++
		return New(client, Options{Prefix: fmt.Sprintf("test%d:", n), Now: now})
	})
}

// The same over the client for clusters, on a cluster of one node: a script that touched a second key would be refused.
func TestConformanceOnACluster(t *testing.T) {
	server := redistest.Start(t, "--cluster-enabled", "yes")
	client := redis.NewClusterClient(&redis.ClusterOptions{Addrs: []string{server.Addr}})
	t.Cleanup(func() { _ = client.Close() })
	node := connect(t, server.Addr)
	require.NoError(t, node.ClusterAddSlotsRange(ctx, 0, 16383).Err())
	require.Eventually(t, func() bool {
		return strings.Contains(node.ClusterInfo(ctx).Val(), "cluster_state:ok")
	}, 10*time.Second, 10*time.Millisecond)
	n := 0
	enginetest.Store(t, func(_ *testing.T, now func() time.Time) engine.Store {
		n++
		return New(client, Options{Prefix: fmt.Sprintf("test%d:", n), Now: now})
	})
}

func greeted(t testing.TB, prev *engine.State, at time.Time) *engine.State {
	t.Helper()
	shop, err := engine.Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")}})
	require.NoError(t, err)
	return shop.Turn(prev, engine.Input{Conversation: "c", ID: at.String(), Text: "在吗"}, engine.World{Now: at}).State
}

func TestKeysAndExpiry(t *testing.T) {
	client := connect(t, redistest.Start(t).Addr)
	at := time.Now()
	st := greeted(t, nil, at)
	require.NoError(t, New(client, Options{}).Put(ctx, "客户 1", nil, st))
	require.NoError(t, New(client, Options{Prefix: "shop2/"}).Put(ctx, "客户 1", nil, st))
	require.ElementsMatch(t, []string{"huashu:客户 1", "shop2/客户 1"}, client.Keys(ctx, "*").Val())
	left := client.PTTL(ctx, "huashu:客户 1").Val()
	require.InDelta(t, st.Expires().Sub(at).Hours(), left.Hours(), 0.1, "Redis removes what expired")

	// A state that has expired already is not left lying about.
	old := greeted(t, nil, at.AddDate(-1, 0, 0))
	require.NoError(t, New(client, Options{}).Put(ctx, "old", nil, old))
	require.Eventually(t, func() bool { return client.Exists(ctx, "huashu:old").Val() == 0 }, 5*time.Second, time.Millisecond)
}

func TestErrorsNameTheConversation(t *testing.T) {
	client := connect(t, redistest.Start(t).Addr)
	s := New(client, Options{})
	require.NoError(t, client.Set(ctx, "huashu:short", "xyz", 0).Err())
	require.NoError(t, client.Set(ctx, "huashu:newer", strings.Repeat("\x7f", 40), 0).Err())
	require.NoError(t, client.LPush(ctx, "huashu:list", "x").Err())
	for key, want := range map[string]string{"short": "damaged", "newer": "version 127", "list": "WRONGTYPE"} {
		_, err := s.Get(ctx, key)
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, fmt.Sprintf("conversation %q", key))
	}
	require.ErrorContains(t, s.Put(ctx, "list", nil, greeted(t, nil, time.Now())), "WRONGTYPE")
	require.NoError(t, s.Delete(ctx, "short"), "damage can be deleted")
	gone, cancel := context.WithCancel(ctx)
	cancel()
	_, err := s.Get(gone, "a")
	require.ErrorIs(t, err, context.Canceled)
}

// A restart empties Redis's memory of scripts; the data is in the append-only file.
func TestRedisRestarts(t *testing.T) {
	server := redistest.Start(t, "--appendonly", "yes", "--appendfsync", "always")
	s := New(connect(t, server.Addr), Options{})
	first := greeted(t, nil, time.Now())
	require.NoError(t, s.Put(ctx, "a", nil, first))
	server.Restart(0)
	got, err := s.Get(ctx, "a")
	require.NoError(t, err)
	require.Equal(t, first.Revision(), got.Revision())
	second := greeted(t, got, time.Now().Add(time.Minute))
	require.NoError(t, s.Put(ctx, "a", got, second))
	require.ErrorIs(t, s.Put(ctx, "a", got, second), engine.ErrConflict)
}

// cutConn loses the answers to the scripts that it sends while cut is positive, as a broken network does.
type cutConn struct {
	net.Conn
	cut    *atomic.Int32
	losing bool
}

func (c *cutConn) Write(data []byte) (int, error) {
	c.losing = strings.Contains(strings.ToLower(string(data)), "\r\neval") && c.cut.Add(-1) >= 0
	return c.Conn.Write(data)
}

func (c *cutConn) Read(data []byte) (int, error) {
	n, err := c.Conn.Read(data)
	if c.losing && err == nil {
		_ = c.Conn.Close()
		return 0, net.ErrClosed
	}
	return n, err
}

// The client sends a script again when its answer was lost. The second run finds the first one's write.
func TestALostAnswerIsNoConflict(t *testing.T) {
	server := redistest.Start(t)
	var cut atomic.Int32
	client := redis.NewClient(&redis.Options{Addr: server.Addr, Dialer: func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, addr)
		return &cutConn{Conn: conn, cut: &cut}, err
	}})
	t.Cleanup(func() { _ = client.Close() })
	s := New(client, Options{})
	first := greeted(t, nil, time.Now())
	require.NoError(t, s.Put(ctx, "a", nil, first), "this one loads the script")
	second := greeted(t, first, time.Now().Add(time.Minute))
	cut.Store(1)
	require.NoError(t, s.Put(ctx, "a", first, second))
	require.Negative(t, cut.Load(), "an answer was lost and the script sent again")
	require.ErrorIs(t, s.Put(ctx, "a", first, second), engine.ErrConflict, "another Put of the same state is no repetition")
}

// A conversation that is forgotten leaves no key and no value: not its wake, not who has it.
func TestForgetLeavesNothing(t *testing.T) {
	client := connect(t, redistest.Start(t).Addr)
	s := New(client, Options{})
	st := greeted(t, nil, time.Now())
	require.NoError(t, s.Put(ctx, "other", nil, st))
	shop, err := engine.Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\nbot: off\n")}})
	require.NoError(t, err)
	e, err := engine.New(shop, engine.Config{Store: s})
	require.NoError(t, err)
	for _, text := range []string{"电话13912345678", "转人工"} {
		_, err := e.Handle(ctx, engine.Input{Conversation: "buyer-1", ID: text, Text: text})
		require.NoError(t, err)
	}
	require.Len(t, client.Keys(ctx, "*").Val(), 2)
	require.NoError(t, e.Forget(ctx, "buyer-1"))
	require.Equal(t, []string{"huashu:other"}, client.Keys(ctx, "*").Val())
	require.NotContains(t, client.Get(ctx, "huashu:other").Val(), "13912345678")

	// Whoever was at work on it elsewhere starts anew instead of bringing it back.
	require.ErrorIs(t, s.Put(ctx, "buyer-1", st, greeted(t, st, time.Now())), engine.ErrConflict)
}
