package engine

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

// A defect of ours, even one in the content that should say so, becomes a handoff with a text of the shop's, in open hours, and a
// redelivery gets it again. A person who is there is not talked over.
func TestDefectBecomesHandoff(t *testing.T) {
	night := time.Date(2026, 11, 5, 23, 0, 0, 0, time.FixedZone("CST", 8*3600))
	load := func(texts string) *Shop {
		shop, err := Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\ntimezone: Asia/Shanghai\nhours:\n  shifts: {白班: 09:00-18:00}\n" + texts)}})
		require.NoError(t, err)
		shop.rules = nil // every text and every rule panics
		return shop
	}
	for name, c := range map[string]struct{ texts, language, want string }{
		"built in":    {"", "", "这个我请同事来回您,稍等。"},
		"english":     {"", "en", "A colleague will answer you, one moment please."},
		"the shop's":  {"texts:\n  error: 出了点岔子,同事来回您\n", "en", "出了点岔子,同事来回您"},
		"by language": {"texts:\n  error: {zh: 同事来, en: Somebody comes}\n", "en", "Somebody comes"},
	} {
		t.Run(name, func(t *testing.T) {
			shop := load(c.texts)
			in := Input{Conversation: "c", ID: "m1", Customer: "老张", Text: "我的快递到哪了"}
			out := shop.Turn(&State{rev: 7, language: c.language, seen: night, sessionStart: night}, in, World{Now: night})
			require.Len(t, out.Reply.Messages, 1)
			require.Equal(t, c.want, out.Reply.Messages[0].Text)
			h := out.Reply.Handoff
			require.Equal(t, "error", h.Reason)
			require.Equal(t, "2026-11-06T09:10:00+08:00", h.Due.Format(time.RFC3339))
			require.True(t, out.Reply.Wake.Equal(h.Due))
			require.Equal(t, []string{"我的快递到哪了"}, h.Story.Words)
			require.Equal(t, "老张", h.Story.Customer)
			require.NotEqual(t, h.ID, out.Reply.Messages[0].ID)
			require.Contains(t, out.Reply.Trace.Stack, "goroutine", "for the log")

			again := shop.Turn(out.State, in, World{Now: night})
			require.True(t, again.Reply.Duplicate)
			require.Equal(t, out.Reply.Messages, again.Reply.Messages)
			require.Equal(t, h.ID, again.Reply.Handoff.ID)

			there := out.State.clone()
			there.owner.joined = true
			out = shop.Turn(there, Input{Conversation: "c", ID: "m2", Text: "在吗"}, World{Now: night})
			require.Empty(t, out.Reply.Messages)
			require.True(t, out.State.owner.joined)
		})
	}
}
