package main

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMetricsAndForgetting(t *testing.T) {
	dir := t.TempDir()
	r := start(t, filepath.Join(dir, "service.db"), filepath.Join(dir, "conversations.db"))
	require.NotEmpty(t, r.say("m1", "四件套雾蓝1.5米有货吗"))
	r.say("m1", "四件套雾蓝1.5米有货吗")
	r.say("m2", "转人工")
	r.post(m{"conversation": "buyer-1", "id": "e1", "event": "order.unpaid", "data": m{"order": "1001"}})
	status, _ := r.call("POST", "/inputs", m{"conversation": "buyer-1", "event": "order.payed"})
	require.Equal(t, http.StatusBadRequest, status)
	status, out := r.call("GET", "/metrics", nil)
	require.Equal(t, http.StatusOK, status)
	var counted map[string]float64
	require.NoError(t, json.Unmarshal(out, &counted), "%s", out)
	require.EqualValues(t, 1, counted["handled.rule"], "%s", out)
	require.EqualValues(t, 1, counted["handled.duplicate"])
	require.EqualValues(t, 1, counted["handled.handoff"])
	require.EqualValues(t, 1, counted["intents.stock"])
	require.EqualValues(t, 1, counted["errors.input"])
	require.Positive(t, counted["seconds.total"])

	require.Len(t, r.list("/handoffs"), 1)
	require.Equal(t, "1", r.value(`SELECT count(*) FROM wakes`))
	status, _ = r.call("POST", "/forget", m{"conversation": "buyer-1"})
	require.Equal(t, http.StatusOK, status)
	require.Empty(t, r.list("/handoffs"))
	require.Empty(t, r.list("/outbox?conversation=buyer-1"))
	require.Equal(t, "0", r.value(`SELECT count(*) FROM wakes`))
	s := r.post(m{"conversation": "buyer-1", "id": "m1", "text": "四件套雾蓝1.5米有货吗"})
	require.False(t, s.Duplicate, "begun anew")
}
