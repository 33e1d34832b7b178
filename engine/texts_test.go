package engine

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

// Every text that a shop may replace is built in, in both languages.
func TestBuiltInTexts(t *testing.T) {
	var errs source.List
	for _, lang := range source.Parse("texts.yaml", textsYAML, &errs).Pairs(&errs, "texts") {
		var keys []string
		for _, f := range lang.Value.Pairs(&errs, "texts") {
			keys = append(keys, f.Key)
		}
		require.ElementsMatch(t, format.Keys("texts"), keys, lang.Key)
	}
	require.NoError(t, errs.Err())
}
