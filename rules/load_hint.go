package rules

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/huashu-go/huashu/engine/source"
)

// What is said to an author who wrote a name that is not known.

// declareHint helps with a name that the shop declares in shop.yaml.
func declareHint(name string, known []string, section string) string {
	return source.DidYouMeanOr(name, known, "declare it under "+section+": in shop.yaml")
}

// declaredUnder are the sections of shop.yaml that declare the fields of an object.
var declaredUnder = map[string]string{"slots": "slots", "vars": "vars", "policies": "policies", "item": "product_fields"}

// fieldHint helps with a field that an object does not have.
func fieldHint(name string, object *ObjectType) string {
	known := sortedKeys(object.Fields)
	if section, ok := declaredUnder[object.Name]; ok {
		return declareHint(name, known, section)
	}
	return source.DidYouMean(name, known)
}

// intentHint helps with an intent: an author may have written what it is called in Chinese.
func (l *loader) intentHint(name string) string {
	if meant := l.schema.Meant; meant != nil && strings.ContainsFunc(name, isHan) {
		if id := meant(name); id != "" {
			return "did you mean " + strconv.Quote(id) + "?"
		}
	}
	return source.DidYouMeanOr(name, inGroup(name, l.schema.Intents), "an intent of the shop's own stands in intents/*.yaml")
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// inGroup are the ids that begin with the group of a name, logistics. of logistics.postage; all of them where there is no such group.
func inGroup(name string, ids []string) []string {
	if source.Suggest(name, ids) != "" {
		return ids
	}
	group, _, _ := strings.Cut(name, ".")
	var out []string
	for _, id := range ids {
		if strings.HasPrefix(id, group+".") {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return ids
	}
	return out
}

// Groups are the groups that ids form, in the order of their first ids: bargain.*, returns.* …
func Groups(ids []string) []string {
	var groups []string
	for _, id := range ids {
		if i := strings.LastIndexByte(id, '.'); i > 0 && !slices.Contains(groups, id[:i]+".*") {
			groups = append(groups, id[:i]+".*")
		}
	}
	return groups
}

var withUnit = regexp.MustCompile(`^bad number syntax: "([0-9]+(?:\.[0-9]+)?)\D`)

// numberHint helps with a number that has its unit behind it: 100元.
func numberHint(message string) string {
	if parts := withUnit.FindStringSubmatch(message); parts != nil {
		return "write the number alone: " + parts[1]
	}
	return ""
}
