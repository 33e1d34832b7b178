package intents

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestSlow(t *testing.T) {
	x := menswear()
	for _, u := range []string{"少1", "80卖不卖 ", "175 130 ", "两件150 ", "1", "一", "浙江", "黑", "送个", "8-9", "6月", "http://a.b/c1", "20块5", "到1到", "(1,", "a1", "1x", "5'1", "明天"} {
		m := strings.Repeat(u, 2000/len([]rune(u)))
		t0 := time.Now()
		read(x, m, Slot{Kind: "height_cm"}, Slot{Kind: "yes_no"})
		fmt.Println(u, time.Since(t0))
	}
}

func TestDev(t *testing.T) {
	f, _ := os.Open("testdata/dev.jsonl")
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	x := newExtractor(nil, nil)
	tp, fp, fn := 0, 0, 0
	for sc.Scan() {
		var r struct {
			Text     string
			Entities map[string]any
		}
		if json.Unmarshal(sc.Bytes(), &r) != nil {
			continue
		}
		want := map[string]int{}
		for k, v := range r.Entities {
			l, ok := v.([]any)
			if !ok {
				l = []any{v}
			}
			for _, v := range l {
				want[fmt.Sprintf("%s=%v", k, v)]++
			}
		}
		got := map[string]int{}
		e, _, _ := read(x, r.Text)
		for _, e := range e {
			if e.Kind != "number" {
				got[e.Kind+"="+e.Str]++
			}
		}
		bad := ""
		for k, n := range want {
			m := min(n, got[k])
			tp += m
			fn += n - m
			if n > m {
				bad += " -" + k
			}
		}
		for k, n := range got {
			if m := n - want[k]; m > 0 {
				fp += m
				bad += " +" + k
			}
		}
		if bad != "" {
			fmt.Println(r.Text, "::", bad)
		}
	}
	fmt.Println(tp, fp, fn, float64(2*tp)/float64(2*tp+fp+fn))
}
