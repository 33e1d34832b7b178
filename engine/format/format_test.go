package format

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every schema is valid JSON, refers only to what it defines, and has every key of its places once; every place is in a schema.
func TestSchemas(t *testing.T) {
	used := map[string]bool{"shop": true}
	for _, kind := range Kinds {
		used[kind+"_file"] = true
		var s map[string]any
		require.NoError(t, json.Unmarshal(Schema(kind), &s), kind)
		definitions := s["definitions"].(map[string]any)
		for name, d := range definitions {
			used[name] = true
			if name == "say" {
				continue
			}
			properties := d.(map[string]any)["properties"].(map[string]any)
			require.Len(t, properties, len(Keys(name)), "%s has a key twice", name)
			for _, key := range Keys(name) {
				require.Contains(t, properties, key)
			}
		}
		for _, ref := range refsIn(s) {
			require.Contains(t, definitions, strings.TrimPrefix(ref, "#/definitions/"))
		}
	}
	for _, name := range Places() {
		require.True(t, used[name], "no schema uses the place %s", name)
	}
	require.Nil(t, Schema("rule"))
	require.Nil(t, Keys("nothing"))
}

// A shape that is misspelt would become a word to choose.
func TestWordsToChoose(t *testing.T) {
	plain := []string{"any", "text", "texts", "number", "yes_no", "say", "texts_of_engine", "1", "offer", "all", "first", "message"}
	for name, keys := range places {
		for _, k := range keys {
			shape := k.shape
			for _, prefix := range []string{"list ", "map "} {
				shape = strings.TrimPrefix(shape, prefix)
			}
			for _, part := range strings.Split(shape, " or ") {
				require.True(t, strings.Contains(part, "|") || places[part] != nil || slices.Contains(plain, part), "%s: %s has the shape %q", name, k.name, k.shape)
			}
		}
	}
}

func refsIn(v any) []string {
	var out []string
	switch v := v.(type) {
	case map[string]any:
		for key, part := range v {
			if ref, ok := part.(string); ok && key == "$ref" {
				out = append(out, ref)
			}
			out = append(out, refsIn(part)...)
		}
	case []any:
		for _, part := range v {
			out = append(out, refsIn(part)...)
		}
	}
	return out
}

func ExampleKeys() {
	fmt.Println(Keys("scope"))
	// Output: [products tags]
}
