package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/redisstore/redistest"
)

// running is the service as its callers see it, with a clock that the test moves.
type running struct {
	t   *testing.T
	db  string
	url string
	at  atomic.Int64
	end func()
	log bytes.Buffer
}

func start(t *testing.T, db, store string) *running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	r := &running{t: t, db: db, url: "http://" + listener.Addr().String()}
	r.at.Store(time.Date(2026, 11, 25, 10, 0, 0, 0, time.FixedZone("", 8*3600)).UnixNano())
	s := &service{now: func() time.Time { return time.Unix(0, r.at.Load()) }, log: slog.New(slog.NewTextHandler(&r.log, nil))}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, listener, "shop", db, store) }()
	stopped := false
	r.end = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			require.NoError(t, err)
		case <-time.After(20 * time.Second):
			t.Error("the service does not stop")
		}
	}
	t.Cleanup(r.end)
	return r
}

func (r *running) call(method, path string, body any) (int, []byte) {
	r.t.Helper()
	data, err := json.Marshal(body)
	require.NoError(r.t, err)
	req, err := http.NewRequest(method, r.url+path, bytes.NewReader(data))
	require.NoError(r.t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(r.t, err)
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	require.NoError(r.t, err)
	return resp.StatusCode, out
}

type m map[string]any

type said struct {
	Messages  []struct{ ID, Text string }
	Owner     string
	Handoff   bool
	Duplicate bool
}

func (r *running) post(in m) said {
	r.t.Helper()
	status, out := r.call("POST", "/inputs", in)
	require.Equal(r.t, http.StatusOK, status, "%s\n%s", out, &r.log)
	var s said
	require.NoError(r.t, json.Unmarshal(out, &s))
	return s
}

// say is a message of buyer-1, who looks at the four-piece set.
func (r *running) say(id, text string) string {
	r.t.Helper()
	s := r.post(m{"conversation": "buyer-1", "id": id, "item": "Q101", "text": text})
	all := ""
	for _, message := range s.Messages {
		all += message.Text
	}
	return all
}

func (r *running) list(path string) (rows []m) {
	r.t.Helper()
	status, out := r.call("GET", path, nil)
	require.Equal(r.t, http.StatusOK, status, "%s", out)
	require.NoError(r.t, json.Unmarshal(out, &rows))
	return rows
}

// value asks the shop's database.
func (r *running) value(query string, args ...any) (v string) {
	r.t.Helper()
	db, err := openDatabase(r.db)
	require.NoError(r.t, err)
	defer db.Close()
	require.NoError(r.t, db.QueryRow(query, args...).Scan(&v))
	return v
}

func (r *running) exec(query string, args ...any) {
	r.t.Helper()
	db, err := openDatabase(r.db)
	require.NoError(r.t, err)
	defer db.Close()
	_, err = db.Exec(query, args...)
	require.NoError(r.t, err)
}

func TestService(t *testing.T) {
	for name, store := range map[string]func(*testing.T) string{
		"bolt":  func(t *testing.T) string { return filepath.Join(t.TempDir(), "conversations.db") },
		"redis": func(t *testing.T) string { return "redis://" + redistest.Start(t).Addr + "/0" },
	} {
		t.Run(name, func(t *testing.T) {
			where, db := store(t), filepath.Join(t.TempDir(), "service.db")
			r := start(t, db, where)
			r.part("catalogue", r.catalogue)
			r.part("actions", r.actions)
			r.part("follow-up", r.followUp)
			r.part("handoff", r.handoff)
			r.part("errors", r.errors)
			r.end()
			r = start(t, db, where)
			require.True(t, r.post(m{"conversation": "buyer-1", "id": "a3", "text": "?"}).Duplicate, "conversations outlive the process")
		})
	}
}

// part runs one part of the test; those after it go on with its conversations.
func (r *running) part(name string, f func()) {
	whole := r.t
	defer func() { r.t = whole }()
	whole.Run(name, func(t *testing.T) { r.t = t; f() })
}

// Price and stock are those of the database at this moment.
func (r *running) catalogue() {
	require.Contains(r.t, r.say("c1", "四件套雾蓝1.5米有货吗"), "还剩4件,全棉水洗布")
	r.exec(`UPDATE stock SET count = 2 WHERE code = 'Q101' AND size = '1.5米'`)
	require.Contains(r.t, r.say("c2", "现在还有货吗"), "还剩2件")
}

// A price is agreed and written into the order; a gift becomes its remark; a request that is sent again changes nothing.
func (r *running) actions() {
	require.Contains(r.t, r.say("a1", "260卖不卖"), "260元给您")
	require.Contains(r.t, r.say("a2", "200卖不卖"), "加个香薰袋")
	require.Contains(r.t, r.say("a3", "拍好了,帮我改一下订单价格"), "改好了,一件260元")
	require.Equal(r.t, "26000", r.value(`SELECT total_fen FROM orders WHERE no = '1001'`))
	r.exec(`UPDATE orders SET total_fen = 1 WHERE no = '1001'`)
	require.Contains(r.t, r.say("a3", "拍好了,帮我改一下订单价格"), "改好了")
	require.Equal(r.t, "1", r.value(`SELECT total_fen FROM orders WHERE no = '1001'`), "not carried out twice")

	r.exec(`UPDATE orders SET state = 'paid' WHERE no = '1001'`)
	r.post(m{"conversation": "buyer-1", "id": "a4", "event": "order.paid", "data": m{"order": "1001"}})
	require.Contains(r.t, r.value(`SELECT remark FROM orders WHERE no = '1001'`), "香薰袋")
	out := r.list("/outbox?conversation=buyer-1")
	require.Len(r.t, out, 1)
	require.Contains(r.t, out[0]["text"], "收到您的订单啦")
}

// An order that is not paid is asked about after a quarter of an hour, by itself and once.
func (r *running) followUp() {
	r.exec(`INSERT INTO orders (no, customer, code, colour, size, quantity, total_fen, state, created_at) VALUES ('1002', 'buyer-2', 'Q201', '', '', 1, 12900, 'unpaid', 1795570000)`)
	r.post(m{"conversation": "buyer-2", "id": "f1", "event": "order.unpaid", "data": m{"order": "1002"}})
	require.Empty(r.t, r.list("/outbox?conversation=buyer-2"))
	r.at.Add(int64(15 * time.Minute))
	require.Eventually(r.t, func() bool { return len(r.list("/outbox?conversation=buyer-2")) == 1 }, 10*time.Second, 20*time.Millisecond)
	require.Contains(r.t, r.list("/outbox?conversation=buyer-2")[0]["text"], "看到您拍了")
	require.Equal(r.t, "0", r.value(`SELECT count(*) FROM wakes WHERE conversation = 'buyer-2'`))
	require.Empty(r.t, r.list("/outbox?conversation=buyer-2&after=999"))
}

// A complaint becomes a coupon and an urgent entry of the queue; one agent takes it, and the bot is silent until released.
func (r *running) handoff() {
	in := m{"conversation": "buyer-3", "id": "h1", "item": "Q101", "text": "质量太差了,刚用就开线,我要投诉"}
	require.True(r.t, r.post(in).Handoff)
	require.True(r.t, r.post(in).Duplicate)
	require.Equal(r.t, "called", r.post(in).Owner)
	require.Equal(r.t, "500", r.value(`SELECT sum(fen) FROM coupons WHERE conversation = 'buyer-3'`))
	queue := r.list("/handoffs")
	require.Len(r.t, queue, 1)
	require.Equal(r.t, "after_sale", queue[0]["queue"])
	require.Contains(r.t, queue[0]["story"].(map[string]any)["words"], in["text"])
	status, _ := r.call("POST", "/handoffs/take", m{"id": queue[0]["id"], "agent": "小李"})
	require.Equal(r.t, http.StatusOK, status)
	status, _ = r.call("POST", "/handoffs/take", m{"id": queue[0]["id"], "agent": "小王"})
	require.Equal(r.t, http.StatusConflict, status)
	require.Empty(r.t, r.list("/handoffs"))
	r.post(m{"conversation": "buyer-3", "id": "h2", "from": "agent", "text": "给您换一套新的"})
	silent := r.post(m{"conversation": "buyer-3", "id": "h3", "text": "好的"})
	require.Empty(r.t, silent.Messages)
	require.Equal(r.t, "person", silent.Owner)
	require.Equal(r.t, "bot", r.post(m{"conversation": "buyer-3", "id": "h4", "event": "agent.release"}).Owner)
	require.NotEmpty(r.t, r.post(m{"conversation": "buyer-3", "id": "h5", "text": "在吗"}).Messages)

	// Nobody comes: the queue has the louder call in place of the first, and whoever takes it takes both.
	require.True(r.t, r.post(m{"conversation": "buyer-3", "id": "h6", "text": "转人工"}).Handoff)
	r.at.Add(int64(time.Hour))
	require.Eventually(r.t, func() bool { q := r.list("/handoffs"); return len(q) == 1 && q[0]["level"].(float64) > 0 }, 10*time.Second, 20*time.Millisecond)
	status, _ = r.call("POST", "/handoffs/take", m{"id": r.list("/handoffs")[0]["id"], "agent": "小李"})
	require.Equal(r.t, http.StatusOK, status)
	require.Empty(r.t, r.list("/handoffs"))
	r.post(m{"conversation": "buyer-3", "id": "h7", "from": "agent", "text": "交回"})
	require.NotEmpty(r.t, r.post(m{"conversation": "buyer-3", "id": "h8", "text": "在吗"}).Messages)
}

// What is wrong gets 400 and is not to be sent again.
func (r *running) errors() {
	for _, body := range []string{`{"text":"在吗"}`, `{"conversation":"c","event":"no.such"}`,
		`{"conversation":"c","text":"在吗","from":"boss"}`, `[`} {
		resp, err := http.Post(r.url+"/inputs", "application/json", strings.NewReader(body))
		require.NoError(r.t, err)
		resp.Body.Close()
		require.Equal(r.t, http.StatusBadRequest, resp.StatusCode, body)
	}
}

func TestStartSaysWhatIsWrong(t *testing.T) {
	for store, want := range map[string]string{"redis://:bad:port": "invalid", filepath.Join(t.TempDir(), "no", "folder.db"): "boltstore: opening"} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		s := &service{now: time.Now, log: slog.New(slog.DiscardHandler)}
		require.ErrorContains(t, s.run(context.Background(), listener, "shop", filepath.Join(t.TempDir(), "s.db"), store), want)
		listener.Close()
	}
}

// Two processes look at the same table of wakes: every conversation is woken, by one of them or by both, and hears it once. One
// that was made at an odd moment is not woken before its time, which would use its id up.
func TestManyMachinesWakeEachOnce(t *testing.T) {
	where, db := "redis://"+redistest.Start(t).Addr+"/0", filepath.Join(t.TempDir(), "service.db")
	a, b := start(t, db, where), start(t, db, where)
	const n = 30
	for i := range n {
		a.exec(`INSERT INTO orders (no, customer, code, colour, size, quantity, total_fen, state, created_at) VALUES (?, ?, 'Q201', '', '', 1, 12900, 'unpaid', 1795570000)`,
			fmt.Sprint(2000+i), fmt.Sprint("m", i))
		a.at.Add(int64(17 * time.Microsecond))
		a.post(m{"conversation": fmt.Sprint("m", i), "id": "f1", "event": "order.unpaid", "data": m{"order": fmt.Sprint(2000 + i)}})
	}
	require.Equal(t, fmt.Sprint(n), a.value(`SELECT count(*) FROM wakes`))
	require.Equal(t, "0", a.value(`SELECT count(*) FROM wakes WHERE at * 1000000 < ?`, a.at.Load()+int64(15*time.Minute)-n*int64(17*time.Microsecond)))
	for _, r := range []*running{a, b} {
		r.at.Store(a.at.Load() + int64(15*time.Minute))
	}
	require.Eventually(t, func() bool { return a.value(`SELECT count(*) FROM outbox`) == fmt.Sprint(n) }, 20*time.Second, 50*time.Millisecond)
	require.Eventually(t, func() bool { return a.value(`SELECT count(*) FROM wakes`) == "0" }, 20*time.Second, 50*time.Millisecond)
	for i := range n {
		require.Len(t, a.list(fmt.Sprint("/outbox?conversation=m", i)), 1)
	}
}
