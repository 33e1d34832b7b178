package engine_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// full has a value in every field that is written.
func full() engine.Reply {
	at := time.Date(2026, 11, 5, 10, 30, 0, 0, time.FixedZone("", 8*3600))
	fields := []engine.Field{{"span", 90 * time.Minute}, {"until", at}, {"price", 124.5}, {"sure", true}, {"list", []any{"a"}}}
	return engine.Reply{
		Messages: []engine.Message{{ID: "c/1/1", Text: "亲~在的", Prefix: "亲~", Choices: []string{"查物流"}, Attachments: []string{"chart.png"}}},
		Actions:  []engine.Action{{ID: "c/1/2", Name: "hold", Fields: fields}},
		Handoff: &engine.Handoff{ID: "c/1/3", Queue: "sales", Reason: "求助", Level: 1, Within: 10 * time.Minute, Due: at, Urgent: true,
			Story: engine.Story{Customer: "c", Channel: "web", Since: at, Stage: "before", Demand: "request", Intents: []string{"stock"}, Words: []string{"在吗"}, Item: "A1",
				Colour: "黑色", Size: "L", Order: "1001", Slots: fields[:1], Tried: []string{"hi"}, Promised: []string{"124元"}, Mood: "angry", Attachments: []string{"image a.jpg"}}},
		Wake: at, Owner: engine.OwnerCalled, Duplicate: true, Trace: &engine.Trace{Steps: []engine.TraceStep{{Name: "secret"}}},
	}
}

// The shape of a reply in JSON is part of the interface.
func TestReplyAsJSON(t *testing.T) {
	data, err := json.MarshalIndent(full(), "", " ")
	require.NoError(t, err)
	require.JSONEq(t, `{
		"messages": [{"id": "c/1/1", "text": "亲~在的", "prefix": "亲~", "choices": ["查物流"], "attachments": ["chart.png"]}],
		"actions": [{"id": "c/1/2", "name": "hold", "fields": [{"name": "span", "value": "1h30m0s"}, {"name": "until", "value": "2026-11-05T10:30:00+08:00"},
			{"name": "price", "value": 124.5}, {"name": "sure", "value": true}, {"name": "list", "value": ["a"]}]}],
		"handoff": {"id": "c/1/3", "queue": "sales", "reason": "求助", "level": 1, "within": "10m0s", "due": "2026-11-05T10:30:00+08:00", "urgent": true,
			"story": {"customer": "c", "channel": "web", "since": "2026-11-05T10:30:00+08:00", "stage": "before", "demand": "request", "intents": ["stock"],
				"words": ["在吗"], "item": "A1", "colour": "黑色", "size": "L", "order": "1001", "slots": [{"name": "span", "value": "1h30m0s"}], "tried": ["hi"],
				"promised": ["124元"], "mood": "angry", "attachments": ["image a.jpg"]}},
		"wake": "2026-11-05T10:30:00+08:00", "owner": "called", "duplicate": true
	}`, string(data))

	var back engine.Reply
	require.NoError(t, json.Unmarshal(data, &back))
	again, err := json.MarshalIndent(back, "", " ")
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
	require.Equal(t, 10*time.Minute, back.Handoff.Within)
	require.Nil(t, back.Trace)

	data, err = json.Marshal(engine.Reply{})
	require.NoError(t, err)
	require.Equal(t, `{}`, string(data), "nothing said, nothing pending")
}

// An input comes as JSON with the same kind of names, roles as words.
func TestInputAsJSON(t *testing.T) {
	var in engine.Input
	require.NoError(t, json.Unmarshal([]byte(`{"conversation":"c","id":"1","from":"agent","text":"您好","time":"2026-11-05T10:30:00+08:00",
		"attachments":[{"kind":"image","name":"a.jpg","url":"https://x/a.jpg"}],"data":{"points":3}}`), &in))
	require.Equal(t, engine.Agent, in.From)
	data, err := json.Marshal(in)
	require.NoError(t, err)
	require.JSONEq(t, `{"conversation":"c","id":"1","from":"agent","text":"您好","time":"2026-11-05T10:30:00+08:00",
		"attachments":[{"kind":"image","name":"a.jpg","url":"https://x/a.jpg"}],"data":{"points":3}}`, string(data))
	data, err = json.Marshal(engine.Input{Conversation: "c"})
	require.NoError(t, err)
	require.Equal(t, `{"conversation":"c"}`, string(data))

	for text, want := range map[string]engine.Role{`""`: engine.Customer, `"customer"`: engine.Customer, `null`: engine.Customer, `1`: engine.Agent} {
		require.NoError(t, json.Unmarshal([]byte(`{"from":`+text+`}`), &in), text)
		require.Equal(t, want, in.From, text)
	}
	require.ErrorContains(t, json.Unmarshal([]byte(`{"from":"boss"}`), &in), `unknown role "boss", want customer, agent`)
	_, err = json.Marshal(engine.Input{From: 7})
	require.ErrorContains(t, err, "no role has the number 7")
	require.Equal(t, "Role(7)", engine.Role(7).String())
}

// A trace is told by itself, its kinds as the words of its String.
func TestTraceAsJSON(t *testing.T) {
	trace := &engine.Trace{Shop: "s", Model: "m", Steps: []engine.TraceStep{{Kind: engine.TraceTried, Name: "a", Why: "when", Detail: "x"}, {Kind: engine.TraceUnknown, Name: "item", Detail: "NOPE"}}}
	data, err := json.Marshal(trace)
	require.NoError(t, err)
	require.JSONEq(t, `{"shop":"s","model":"m","steps":[{"kind":"tried","name":"a","why":"when","detail":"x"},{"kind":"unknown","name":"item","detail":"NOPE"}]}`, string(data))
	var back *engine.Trace
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, trace, back)
}
