package format

import (
	"encoding/json"
	"strings"
)

type object = map[string]any

// Schema is the JSON Schema (draft 7) of a kind of file, indented, with a line end; nil for a kind that Kinds does not list.
func Schema(kind string) []byte {
	root := kind + "_file"
	if kind == "shop" {
		root = "shop"
	}
	if places[root] == nil || kind == "" {
		return nil
	}
	s := schemas{definitions: object{}}
	top := s.place(root)
	top["$schema"] = "http://json-schema.org/draft-07/schema#"
	top["title"] = "Huashu: " + kind
	top["definitions"] = s.definitions
	text, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		panic("format: " + err.Error()) // maps of strings always marshal
	}
	return append(text, '\n')
}

// schemas gathers the definitions that a schema refers to.
type schemas struct{ definitions object }

// place is the schema of a mapping. A product may hold the shop's own fields.
func (s *schemas) place(name string) object {
	properties := object{}
	var required []string
	for _, k := range places[name] {
		properties[k.name] = s.shape(k.shape)
		if k.about != "" {
			properties[k.name] = object{"description": k.about, "allOf": []object{s.shape(k.shape)}}
		}
		if k.required {
			required = append(required, k.name)
		}
	}
	out := object{"type": "object", "properties": properties, "additionalProperties": false}
	if name == "product" {
		out["additionalProperties"] = object{}
	}
	if required != nil {
		out["required"] = required
	}
	return out
}

// ref refers to the definition of a place, which it makes at the first time.
func (s *schemas) ref(name string) object {
	if _, there := s.definitions[name]; !there {
		s.definitions[name] = object{} // places refer to each other
		s.definitions[name] = s.place(name)
	}
	return object{"$ref": "#/definitions/" + name}
}

var scalar = object{"type": []string{"string", "number", "boolean", "null"}}

func (s *schemas) shape(shape string) object {
	if first, second, ok := strings.Cut(shape, " or "); ok && !strings.HasPrefix(shape, "map ") && !strings.HasPrefix(shape, "list ") {
		return object{"anyOf": []object{s.shape(first), s.shape(second)}}
	}
	if of, ok := strings.CutPrefix(shape, "list "); ok {
		return object{"type": []string{"array", "null"}, "items": s.shape(of)}
	}
	if of, ok := strings.CutPrefix(shape, "map "); ok {
		return object{"type": []string{"object", "null"}, "additionalProperties": s.shape(of)}
	}
	switch shape {
	case "any":
		return object{}
	case "text", "number", "yes_no":
		return scalar
	case "texts":
		return object{"anyOf": []object{scalar, {"type": "array", "items": scalar}}}
	case "say":
		return s.say()
	case "texts_of_engine":
		return s.ref("texts")
	case "1":
		return object{"enum": []any{1}}
	}
	if places[shape] == nil {
		return object{"enum": strings.Split(shape, "|")}
	}
	return s.ref(shape)
}

// say is a text, texts by language, or a list of them and of entries with conditions.
func (s *schemas) say() object {
	if _, there := s.definitions["say"]; !there {
		s.definitions["say"] = object{}
		languages := object{"type": "object", "properties": object{"zh": scalar, "en": scalar, "zh-hant": scalar}, "additionalProperties": false}
		one := object{"anyOf": []object{scalar, languages, s.ref("entry")}}
		s.definitions["say"] = object{"anyOf": []object{scalar, languages, {"type": "array", "items": one}}}
	}
	return object{"$ref": "#/definitions/say"}
}
