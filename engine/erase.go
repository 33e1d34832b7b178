package engine

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// EraseRecords copies a recorded log without the records of one conversation and returns how many those were: what Forget is for
// the store, this is for the log. The other lines are copied as they are, and the rest replays as before. Give it a log that is not
// being written any more, and put the copy in its place. The error is that of reading or writing, or names a line that is no
// record; then the copy is not whole.
func EraseRecords(dst io.Writer, log io.Reader, conversation string) (erased int, err error) {
	in := bufio.NewScanner(log)
	in.Buffer(nil, maxRecord)
	out := bufio.NewWriter(dst)
	for n := 1; in.Scan(); n++ {
		line := in.Bytes()
		if len(bytes.TrimSpace(line)) > 0 {
			var record struct{ Input struct{ Conversation string } }
			if err := json.Unmarshal(line, &record); err != nil {
				return erased, fmt.Errorf("line %d of the log: %w", n, err)
			}
			if record.Input.Conversation == conversation {
				erased++
				continue
			}
		}
		out.Write(line)
		out.WriteByte('\n') // an error stays until Flush
	}
	if err := in.Err(); err != nil {
		return erased, err
	}
	return erased, out.Flush()
}
