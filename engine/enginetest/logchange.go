package enginetest

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine"
)

// LogChange is a turn of a recorded log that is answered differently, in the words of .chat files. was and is are replies as a
// record holds them; line counts the records from 1. Replies that say and do the same and yet differ are shown as they are.
func LogChange(file string, line int, input engine.Input, was, is json.RawMessage, loc *time.Location) Change {
	c := Change{File: file, Line: line, Input: append([]string{"# conversation " + input.Conversation}, inputLines(input, loc)...)}
	var errOld, errNew error
	c.Old, errOld = replyLines(was, loc)
	c.New, errNew = replyLines(is, loc)
	if errOld != nil || errNew != nil || slices.Equal(c.Old, c.New) {
		c.Old, c.New = []string{string(was)}, []string{string(is)}
	}
	return c
}

// inputLines are an input as a .chat file would have it.
func inputLines(in engine.Input, loc *time.Location) []string {
	if in.Event != "" {
		line := "@event " + in.Event
		names := make([]string, 0, len(in.Data))
		for name := range in.Data {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if text := printed(in.Data[name], loc); text != "" {
				line += " " + name + "=" + quote(text, true)
			}
		}
		return []string{line}
	}
	sign := ">"
	if in.From == engine.Agent {
		sign = "a>"
	}
	return textLines(sign, in.Text)
}

func replyLines(raw json.RawMessage, loc *time.Location) ([]string, error) {
	var r engine.Reply
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, err
	}
	var g played
	g.add(engine.Outcome{Reply: r})
	return g.lines(loc), nil
}
