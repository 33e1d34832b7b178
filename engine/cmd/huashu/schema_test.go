package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

// probes are a file for each place, with a hole for one more key.
var probes = map[string][2]string{
	"shop":            {"shop.yaml", "%s: x\n"},
	"agent":           {"shop.yaml", "agent: {%s: x}\n"},
	"hours":           {"shop.yaml", "hours: {%s: x}\n"},
	"session":         {"shop.yaml", "session: {%s: x}\n"},
	"desk":            {"shop.yaml", "desk: {%s: x}\n"},
	"thresholds":      {"shop.yaml", "thresholds: {%s: x}\n"},
	"slot":            {"shop.yaml", "slots: {a: {%s: x}}\n"},
	"concessions":     {"shop.yaml", "concessions: {%s: x}\n"},
	"remark":          {"shop.yaml", "remark: {%s: x}\n"},
	"tone":            {"shop.yaml", "tone:\n  %s: x\n"},
	"moods":           {"shop.yaml", "moods:\n  %s: x\n"},
	"notice":          {"shop.yaml", "notices:\n  - %s: x\n"},
	"cap":             {"shop.yaml", "caps: {a: {%s: x}}\n"},
	"lookup":          {"shop.yaml", "lookups: {a: {%s: x}}\n"},
	"texts":           {"shop.yaml", "texts:\n  %s: x\n"},
	"rules_file":      {"rules/a.yaml", "%s: []\n"},
	"rule":            {"rules/a.yaml", "rules:\n  - %s: x\n"},
	"answer":          {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    say: x\n    unavailable:\n      %s: x\n"},
	"step":            {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    steps:\n      - %s: x\n"},
	"follow_up":       {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    follow_up:\n      - %s: x\n"},
	"choice":          {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    choices:\n      - %s: x\n"},
	"entry":           {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    say:\n      - %s: x\n"},
	"question":        {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    ask:\n      b:\n        %s: x\n"},
	"confirm":         {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    confirm:\n      %s: x\n"},
	"grant":           {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    grant:\n      %s: x\n"},
	"handoff":         {"rules/a.yaml", "rules:\n  - id: a\n    on: stock\n    handoff:\n      %s: x\n"},
	"tables_file":     {"tables/a.yaml", "%s: {}\n"},
	"table":           {"tables/a.yaml", "tables:\n  a:\n    %s: x\n"},
	"grid":            {"tables/a.yaml", "tables:\n  a:\n    grid:\n      %s: x\n"},
	"products_file":   {"products.yaml", "%s: []\n"},
	"product":         {"products.yaml", "products:\n  - %s: x\n"},
	"promotions_file": {"promotions.yaml", "%s: []\n"},
	"promotion":       {"promotions.yaml", "promotions:\n  - %s: x\n"},
	"scope":           {"promotions.yaml", "promotions:\n  - id: a\n    scope:\n      %s: x\n"},
	"kb_file":         {"kb/a.yaml", "%s: []\n"},
	"article":         {"kb/a.yaml", "articles:\n  - %s: x\n"},
	"intents_file":    {"intents/a.yaml", "%s: []\n"},
	"intent":          {"intents/a.yaml", "intents:\n  - %s: x\n"},
}

// What a schema lists the loader knows, and what it does not list the loader refuses, at every place.
func TestSchemasAreInStepWithTheLoader(t *testing.T) {
	for _, place := range format.Places() {
		probe, ok := probes[place]
		require.True(t, ok, "no probe for %s", place)
		loads := func(key string) string {
			dir := fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: x\n")}}
			text := fmt.Sprintf(probe[1], key)
			if probe[0] == "shop.yaml" {
				text = "version: 1\nname: x\n" + text
			}
			dir[probe[0]] = &fstest.MapFile{Data: []byte(text)}
			_, err := engine.Load(dir)
			return fmt.Sprint(err)
		}
		for _, key := range format.Keys(place) {
			require.NotContains(t, loads(key), "unknown key", "%s: %s", place, key)
		}
		require.Contains(t, loads("zzz"), `unknown key "zzz"`, place)
		require.Equal(t, 1, strings.Count(loads("zzz"), `unknown key "zzz"`), place)
	}
}

// The shops that load are valid by the schemas; a shop with a key that the loader does not know is not.
func TestSchemasOnShops(t *testing.T) {
	var schemas map[string]map[string]any
	require.NoError(t, json.Unmarshal([]byte(huashu("", "schema").out), &schemas))
	kindOf := func(file string) string {
		switch dir, name := path.Split(file); {
		case path.Base(dir) == "rules", path.Base(dir) == "tables", path.Base(dir) == "kb", path.Base(dir) == "intents":
			return path.Base(dir)
		case slices.Contains(format.Kinds, strings.TrimSuffix(name, ".yaml")):
			return strings.TrimSuffix(name, ".yaml")
		}
		return ""
	}
	seen := map[string]int{}
	root := os.DirFS("../../testdata")
	require.NoError(t, fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		kind := kindOf(file)
		if d.IsDir() || kind == "" || path.Ext(file) != ".yaml" {
			return nil
		}
		var errs source.List
		node := source.Read(root, file, &errs)
		require.NoError(t, errs.Err())
		seen[kind]++
		v := validator{schema: schemas[kind]}
		require.Empty(t, v.check(schemas[kind], plain(node), file), file)
		return nil
	}))
	for _, kind := range format.Kinds {
		require.Positive(t, seen[kind], kind)
	}
	v := validator{schema: schemas["rules"]}
	bad := map[string]any{"rules": []any{map[string]any{"id": "a", "on": "stock", "sya": "x"}}}
	require.Equal(t, "f/rules/0/sya: unknown", v.check(v.schema, bad, "f"))
	bad = map[string]any{"rules": []any{map[string]any{"on": "stock", "choices": []any{map[string]any{"say": "x"}}, "id": "a"}}}
	require.Equal(t, "f/rules/0/choices/0: show is missing", v.check(v.schema, bad, "f"))
}

func plain(n *source.Node) any {
	var errs source.List
	switch n.Kind() {
	case source.Mapping:
		out := map[string]any{}
		for _, f := range n.Pairs(&errs, "") {
			out[f.Key] = plain(f.Value)
		}
		return out
	case source.Sequence:
		out := []any{}
		for _, item := range n.Items(&errs, "") {
			out = append(out, plain(item))
		}
		return out
	}
	if n.IsNull() {
		return nil
	}
	text := n.Text(&errs, "")
	if f, err := strconv.ParseFloat(text, 64); err == nil && !n.Quoted() {
		return f
	}
	if text == "true" || text == "false" {
		return text == "true"
	}
	return text
}

// validator knows as much of JSON Schema as ours use.
type validator struct{ schema map[string]any }

// check returns what is wrong; "" where value is valid.
func (v validator) check(s map[string]any, value any, at string) string {
	if ref, ok := s["$ref"].(string); ok {
		definitions := v.schema["definitions"].(map[string]any)
		return v.check(definitions[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any), value, at)
	}
	if all, ok := s["allOf"].([]any); ok {
		return v.check(all[0].(map[string]any), value, at)
	}
	if options, ok := s["anyOf"].([]any); ok {
		why := ""
		for _, o := range options {
			if why = v.check(o.(map[string]any), value, at); why == "" {
				return ""
			}
		}
		return why
	}
	if words, ok := s["enum"].([]any); ok && !slices.Contains(words, value) {
		return fmt.Sprintf("%s: %v is not one of %v", at, value, words)
	}
	if types, ok := s["type"]; ok {
		if list, ok := types.([]any); ok && !slices.Contains(list, any(typeOf(value))) || !ok && types != typeOf(value) {
			return fmt.Sprintf("%s: a %s", at, typeOf(value))
		}
	}
	if items, ok := s["items"].(map[string]any); ok {
		for i, item := range value.([]any) {
			if why := v.check(items, item, fmt.Sprintf("%s/%d", at, i)); why != "" {
				return why
			}
		}
	}
	if m, ok := value.(map[string]any); ok {
		return v.object(s, m, at)
	}
	return ""
}

func (v validator) object(s, m map[string]any, at string) string {
	properties, _ := s["properties"].(map[string]any)
	for key, part := range m {
		if p, ok := properties[key].(map[string]any); ok {
			if why := v.check(p, part, at+"/"+key); why != "" {
				return why
			}
			continue
		}
		switch more := s["additionalProperties"].(type) {
		case bool:
			return at + "/" + key + ": unknown"
		case map[string]any:
			if why := v.check(more, part, at+"/"+key); why != "" {
				return why
			}
		}
	}
	required, _ := s["required"].([]any)
	for _, key := range required {
		if _, ok := m[key.(string)]; !ok {
			return fmt.Sprintf("%s: %s is missing", at, key)
		}
	}
	return ""
}

func typeOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	case []any:
		return "array"
	}
	return "object"
}
