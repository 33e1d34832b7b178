package source

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func texts(rows [][]Cell) [][]string {
	var all [][]string
	for _, row := range rows {
		var line []string
		for _, cell := range row {
			line = append(line, cell.Text)
		}
		all = append(all, line)
	}
	return all
}

func TestCSV(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("名称,价格\r\n直筒裤,129\r\n")
	require.NoError(t, err)
	tests := []struct {
		name, data string
		want       [][]string
		err        string
	}{
		{"empty", "", nil, ""},
		{"plain", "a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"no line end", "a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"byte order mark and CRLF", "\ufeffa,b\r\n1,2\r\n", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"old Mac line ends", "a,b\r1,2\r", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"GBK", gbk, [][]string{{"名称", "价格"}, {"直筒裤", "129"}}, ""},
		{"quotes", "a,b\n\"1,2\",\"say \"\"hi\"\"\"\n", [][]string{{"a", "b"}, {"1,2", `say "hi"`}}, ""},
		{"line in quotes", "a,b\n\"1\r\n2\",3\n4,5\n", [][]string{{"a", "b"}, {"1\n2", "3"}, {"4", "5"}}, ""},
		{"white space", " a ,\tb\n 1 , \"2\" \n", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"empty rows and columns", "a,b,,\n,,,\n\n1,2,,\n", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"cells left out", "a,b,c\n1\n", [][]string{{"a", "b", "c"}, {"1", "", ""}}, ""},
		{"a cell too many", "a,b\n1,2,您,好\n3,4\n", [][]string{{"a", "b"}, {"3", "4"}}, `f:2:5: the row has 4 cells, the header 2 (a text with a comma must be in double quotes ("a,b"))`},
		{"text after a quote", "a,b\n\"1\"x,2\n3,4\n", [][]string{{"a", "b"}, {"3", "4"}}, `f:2:4: text after the closing quote of a cell (a quote inside a cell is doubled (""))`},
		{"quote open", "a,b\n3,4\n1,\"2\n", [][]string{{"a", "b"}, {"3", "4"}}, `f:3:3: the quote of this cell is not closed (close it with "; a quote inside a cell is doubled (""))`},
		{"UTF-16", "\xff\xfea\x00,\x00", nil, `f: the file is neither UTF-8 nor GBK text (in Excel save as "CSV UTF-8")`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var errs List
			require.Equal(t, test.want, texts(CSV("f", []byte(test.data), &errs)))
			require.Equal(t, test.err, reported(&errs))
		})
	}
}

func TestCSVPositions(t *testing.T) {
	var errs List
	rows := CSV("f", []byte("名称,价格\n\"两\n行\", 12\n您,x\n"), &errs)
	require.Equal(t, "f:1:4", rows[0][1].Pos.String())
	require.Equal(t, "f:2:1", rows[1][0].Pos.String())
	require.Equal(t, "f:3:5", rows[1][1].Pos.String())
	require.Equal(t, 12, rows[1][1].Node().Int(&errs, "price"))
	rows[2][1].Node().Int(&errs, "price")
	require.Equal(t, `f:4:3: price: want a whole number, have "x"`, reported(&errs))
	require.True(t, Cell{}.Node().IsNull())
	require.Equal(t, rows[2][1].Pos, rows[2][1].Node().PosAt(0))
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\ufeff\"a\r\n\",b\r\r\n\"", "\xb0\xa1,b\n", ",,\n\"\"\"\",x", "a\n\"x\"y\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var errs List
		rows := CSV("f", data, &errs)
		for _, row := range rows {
			require.Len(t, row, len(rows[0]))
			for _, cell := range row {
				require.GreaterOrEqual(t, cell.Pos.Line, 1)
				require.GreaterOrEqual(t, cell.Pos.Column, 1)
				cell.Node().Text(&errs, "x")
				cell.Node().Sentence(&errs, "x")
			}
		}
		_ = errs.Err()
	})
}
