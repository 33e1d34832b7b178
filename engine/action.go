package engine

import (
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/rules"
)

// What a rule asks the host to do, with what the conversation knows filled in.

// act turns a rule's action into what the host is asked for, filling in what the conversation knows.
func (t *turn) act(a rules.Action) error {
	given := map[string]rules.Value{}
	for _, f := range a.Fields {
		given[f.Name] = f.Value
	}
	get := func(name string, fallback any) any {
		if v, ok := given[name]; ok {
			return v.Any()
		}
		return fallback
	}
	switch a.Name {
	case "notify":
		t.out.act("notify", Field{"product", get("product", t.st.item)}, Field{"colour", get("colour", t.st.colour)}, Field{"size", get("size", t.st.size)})
	case "reserve":
		until := given["until"].Time()
		if span := given["for"].Text(); span != "" {
			if d, ok := source.ParseDuration(span); ok {
				until = t.now.Add(d)
			}
		}
		t.out.act("reserve", Field{"product", get("product", t.st.item)}, Field{"colour", get("colour", t.st.colour)},
			Field{"size", get("size", t.st.size)}, Field{"until", until})
	case "reprice":
		no, err := t.orderNo()
		if err != nil {
			return err
		}
		t.out.act("reprice", Field{"order", no}, Field{"price", yuanIf(t.ledger.Deal.Price).Any()})
	case "sheet":
		return t.sheetAction()
	case "remark":
		return t.remarkAction()
	case "count":
		product, err := t.countedItem(false)
		if err != nil {
			return err
		}
		t.out.act("count", Field{"what", get("what", "")}, Field{"product", get("product", product)})
	default:
		var fields []Field
		for _, f := range a.Fields {
			fields = append(fields, Field{f.Name, f.Value.Any()})
		}
		t.out.act(a.Name, t.shop.declaredOrder(a.Name, fields)...)
	}
	return nil
}

func (t *turn) orderNo() (string, error) {
	if t.st.order != "" {
		return t.st.order, nil
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return "", unlessNeeds(err)
	}
	return o.No, nil
}
