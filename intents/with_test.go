package intents

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"
)

// With differs from New in nothing but the time it takes.
func TestWithSharesWhatWasLearned(t *testing.T) {
	zh, err := Retail("zh")
	require.NoError(t, err)
	options := Options{Models: []*Model{zh}, Intents: []Intent{{ID: "own.gift", Examples: []string{"能包成礼物吗"}, Patterns: []string{"贺卡*"}}},
		Terms: []Term{{Kind: "product", Value: "A1", Says: []string{"直筒裤"}}}}
	first, err := New(options)
	require.NoError(t, err)
	options.Terms, options.Lists = []Term{{Kind: "product", Value: "B1", Says: []string{"乳胶枕"}}}, []List{{Name: "courier", Words: []Word{{Value: "顺丰", Says: []string{"顺丰"}}}}}
	anew, err := New(options)
	require.NoError(t, err)
	with := first.With(options.Terms, options.Lists)
	for _, message := range []string{"能包成礼物吗", "写张贺卡", "乳胶枕还有货吗发顺丰", "直筒裤还有货吗", "今天股市怎么样"} {
		require.Equal(t, anew.Understand(message, Context{}), with.Understand(message, Context{}), message)
	}
	a, b := reflect.ValueOf(first).Elem(), reflect.ValueOf(with).Elem()
	for i := range a.NumField() {
		switch name := a.Type().Field(i).Name; name {
		case "extractor", "scratch": // their own
		case "places": // of New alone
			require.True(t, b.Field(i).IsNil(), name)
		default:
			require.False(t, b.Field(i).IsZero(), "With must hand on %s", name)
		}
	}
	require.Same(t, &first.bases[0], &with.bases[0])
}
