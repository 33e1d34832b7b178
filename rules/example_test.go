package rules_test

import (
	"fmt"
	"testing/fstest"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// shelf is a host with one fact and no memory.
type shelf struct{ count float64 }

func (s shelf) Fact(string) (rules.Value, error) { return rules.Number(s.count), nil }
func (shelf) Step(string) int                    { return 0 }
func (shelf) Uses(string, rules.Limit) int       { return 0 }
func (shelf) Variant(string) (int, uint64)       { return -1, 0 }
func (shelf) Passed(string) bool                 { return false }

func Example() {
	set, err := rules.Load(fstest.MapFS{"rules/stock.yaml": {Data: []byte(`
rules:
  - id: yes
    on: stock
    when: count > 0
    say: 还有${count}件。
  - id: no
    on: stock
    say: 没货了。
`)}}, rules.Schema{Roots: map[string]rules.Type{"count": rules.TypeNumber}, Intents: []string{"stock"}})
	if err != nil {
		panic(err)
	}
	for _, count := range []float64{3, 0} {
		host := shelf{count}
		d, err := set.Decide(rules.Turn{Intent: "stock", Facts: host, Memory: host, Now: time.Unix(0, 0)})
		fmt.Println(d.Rule.ID, d.Result.Bubbles, err)
	}
	// Output:
	// yes [还有3件。] <nil>
	// no [没货了。] <nil>
}
