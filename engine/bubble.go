package engine

import (
	"path"
	"strconv"
	"strings"
)

// String is the message for a channel that shows nothing but text: Text, then a line for each choice with its number (1. 查物流), then a
// line for each attachment ([image chart.png]). Where the host sends files by themselves, set Attachments to nil first.
func (m Message) String() string {
	if len(m.Choices)+len(m.Attachments) == 0 {
		return m.Text
	}
	var lines []string
	if m.Text != "" {
		lines = append(lines, m.Text)
	}
	for i, label := range m.Choices {
		lines = append(lines, strconv.Itoa(i+1)+". "+label)
	}
	for _, name := range m.Attachments {
		lines = append(lines, "["+kindOf(name)+" "+name+"]")
	}
	return strings.Join(lines, "\n")
}

// kindOf tells by its name what an attachment is.
func kindOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".amr", ".mp3", ".wav", ".m4a", ".ogg", ".aac", ".silk":
		return "voice"
	case ".mp4", ".mov", ".avi", ".webm", ".mkv", ".3gp":
		return "video"
	case ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".txt", ".zip", ".ppt", ".pptx":
		return "file"
	}
	return "image"
}
