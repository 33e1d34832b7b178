package enginetest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// How values are written behind ! and @event: by place, then by name.

var (
	namedForm = regexp.MustCompile(`^([\pL_][\pL\pN_.]*)=`)
	nextName  = regexp.MustCompile(`\s+[\pL_][\pL\pN_.]*=`)
)

// splitValues cuts `1001 "a b" fault=太差了 真的 photo=1.jpg` into values by place and by name. A value by name goes on to the
// next name, so that texts with spaces need no quotes; either may stand in quotes.
func splitValues(text string) (values []string, named []pair) {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		if m := namedForm.FindStringSubmatch(text); m != nil {
			rest := text[len(m[0]):]
			end := len(rest)
			if at := nextName.FindStringIndex(rest); at != nil {
				end = at[0]
			}
			value, length := quotedValue(rest)
			if length == 0 {
				value, length = strings.TrimSpace(rest[:end]), end
			}
			named = append(named, pair{m[1], value})
			text = rest[length:]
			continue
		}
		value, length := quotedValue(text)
		if length == 0 {
			if length = strings.IndexAny(text, " \t"); length < 0 {
				length = len(text)
			}
			value = text[:length]
		}
		values = append(values, value)
		text = text[length:]
	}
	return values, named
}

// quotedValue reads a value in quotes that ends where a word may end; length 0 means that there is none.
func quotedValue(text string) (value string, length int) {
	quoted, err := strconv.QuotedPrefix(text)
	if err != nil || quoted[0] != '"' || len(quoted) < len(text) && text[len(quoted)] != ' ' && text[len(quoted)] != '\t' {
		return "", 0
	}
	value, err = strconv.Unquote(quoted)
	if err != nil {
		return "", 0
	}
	return value, len(quoted)
}

// quote writes a value so that splitValues reads it back.
func quote(value string, byName bool) string {
	plain := value != "" && value == strings.TrimSpace(value) && value[0] != '"' && !strings.ContainsAny(value, "\r\n")
	if byName {
		plain = plain && !nextName.MatchString(value)
	} else {
		plain = plain && !strings.ContainsAny(value, " \t") && !namedForm.MatchString(value)
	}
	if plain {
		return value
	}
	return strconv.Quote(value)
}

// span prints a length of time as .chat writes it: 15m, 3h, 1h30m, 24h.
func span(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
