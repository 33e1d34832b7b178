package source

import (
	"errors"
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func TestListSortsAndDropsRepetitions(t *testing.T) {
	var errs List
	require.NoError(t, errs.Err())
	errs.Add(Pos{"b.yaml", 1, 1}, "", "last")
	errs.Add(Pos{"a.yaml", 10, 1}, "", "ten")
	errs.Add(Pos{"a.yaml", 9, 2}, "mend it", "nine %d", 2)
	errs.Add(Pos{"a.yaml", 9, 2}, "mend it", "nine %d", 2)
	errs.Add(Pos{"a.yaml", 9, 2}, "", "alpha")
	errs.Add(Pos{File: "a.yaml"}, "", "whole file")
	errs.Add(Pos{File: "a.yaml", Line: 9}, "", "whole line")
	errs.Add(Pos{}, "", "no place")
	require.EqualError(t, errs.Err(), `no place
a.yaml: whole file
a.yaml:9: whole line
a.yaml:9:2: alpha
a.yaml:9:2: nine 2 (mend it)
a.yaml:10:1: ten
b.yaml:1:1: last`)
	require.Equal(t, 8, errs.Len())
}

func TestErrorsAs(t *testing.T) {
	var errs List
	errs.Add(Pos{"a.yaml", 1, 2}, "", "wrong")
	wrapped := fmt.Errorf("load: %w", errs.Err())
	var all Errors
	require.ErrorAs(t, wrapped, &all)
	require.Len(t, all, 1)
	var one *Error
	require.ErrorAs(t, wrapped, &one)
	require.Equal(t, "wrong", one.Message)
}

func TestJoin(t *testing.T) {
	var other, errs List
	other.Add(Pos{"a.yaml", 1, 2}, "", "wrong")
	errs.Join(nil)
	require.Zero(t, errs.Len())
	errs.Join(other.Err())
	errs.Join(&Error{Pos: Pos{"a.yaml", 2, 1}, Message: "single"})
	errs.Join(errors.New("other"))
	require.EqualError(t, errs.Err(), "other\na.yaml:1:2: wrong\na.yaml:2:1: single")
}

func TestFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"rules/20_b.yaml": {}, "rules/10_a.yaml": {}, "rules/notes.txt": {}, "rules/sub.yaml/x": {},
		"rules/.#20_b.yaml": {}, "rules/~$x.yaml": {}, "kb/a.yaml": {}, "shop.yaml": {},
	}
	files, err := Files(fsys, "rules/*.yaml", "kb/*.yaml", "chats/*.chat", "rules/1*.yaml")
	require.NoError(t, err)
	require.Equal(t, []string{"kb/a.yaml", "rules/10_a.yaml", "rules/20_b.yaml"}, files)
	_, err = Files(fsys, "[")
	require.Error(t, err)
}

func TestSuggest(t *testing.T) {
	known := []string{"say", "stay", "attach", "价格说明", "价格", "order.paid", "paid", "refunding"}
	tests := []struct{ name, want string }{
		{"sey", "say"},
		{"asy", "say"},
		{"SAY", "say"},
		{"stya", "stay"},
		{"atach", "attach"},
		{"价钱", "价格"},
		{"价格说名", "价格说明"},
		{"order.piad", "order.paid"},
		{"x", ""},
		{"", ""},
		{"整个不同", ""},
		{"payed", "paid"},
		{"refnuidng", "refunding"},
	}
	for _, test := range tests {
		require.Equal(t, test.want, Suggest(test.name, known), test.name)
	}
	require.Equal(t, "ab", Suggest("ax", []string{"ab", "ac"}), "ties go by order")
}

func TestDidYouMean(t *testing.T) {
	require.Equal(t, `did you mean "say"?`, DidYouMean("sai", []string{"ask", "say"}))
	require.Equal(t, "write , and a space in place of the full-width \uff0c", DidYouMean("stock\uff0cprice", []string{"stock", "price"}))
	require.Equal(t, "known: ask, say", DidYouMean("attach", []string{"ask", "say"}))
	require.Empty(t, DidYouMean("attach", make([]string, 13)))
	require.Empty(t, DidYouMean("attach", nil))
}
