package main

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/huashu-go/huashu/engine/commerce"
)

//go:embed schema.sql
var schema string

// database is the shop's own. The engine reads the catalogue and the orders through it and never writes.
type database struct{ *sql.DB }

func openDatabase(path string) (database, error) {
	// Writers wait for each other instead of failing, and readers do not wait for them.
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)")
	if err == nil {
		_, err = db.Exec(schema)
	}
	return database{db}, err
}

// rows is a JSON list of what the query names row.
func (db database) rows(ctx context.Context, query string, args ...any) (list json.RawMessage, err error) {
	err = db.QueryRowContext(ctx, `SELECT json_group_array(json(row)) FROM (`+query+`)`, args...).Scan((*[]byte)(&list))
	return list, err
}

// Products implements engine.Catalog: read once, for names and search.
func (db database) Products(ctx context.Context) ([]*commerce.Product, error) {
	return db.products(ctx, "")
}

// Product implements engine.Catalog: price and stock as they are now, in each turn that speaks of the product.
func (db database) Product(ctx context.Context, code string) (*commerce.Product, error) {
	found, err := db.products(ctx, code)
	if err != nil || len(found) == 0 {
		return nil, cmp.Or(err, fmt.Errorf("no product %q", code))
	}
	return found[0], nil
}

func (db database) products(ctx context.Context, code string) (all []*commerce.Product, err error) {
	rows, err := db.QueryContext(ctx, `SELECT p.code, name, alias, price_fen, floor_fen, fabric, colour, size, count
		FROM products p JOIN stock s ON s.code = p.code WHERE ?1 IN ('', p.code) ORDER BY p.rowid, s.rowid`, code)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p commerce.Product
		var alias, fabric, colour string
		var size commerce.SizeStock
		if err := rows.Scan(&p.Code, &p.Name, &alias, &p.Price, &p.Floor, &fabric, &colour, &size.Size, &size.Count); err != nil {
			return nil, err
		}
		if len(all) == 0 || all[len(all)-1].Code != p.Code {
			p.Aliases, p.Fields = strings.Fields(alias), map[string]any{"fabric": fabric} // product_fields of shop.yaml
			all = append(all, &p)
		}
		last := all[len(all)-1]
		if n := len(last.Stock); n == 0 || last.Stock[n-1].Colour != colour {
			last.Stock = append(last.Stock, commerce.ColourStock{Colour: colour})
		}
		of := &last.Stock[len(last.Stock)-1]
		of.Sizes = append(of.Sizes, size)
	}
	return all, rows.Err()
}

// Orders implements engine.Orders: the customer's, the latest first.
func (db database) Orders(ctx context.Context, customer string) (all []commerce.Order, err error) {
	rows, err := db.QueryContext(ctx, `SELECT no, code, colour, size, quantity, total_fen, state, courier, tracking_no, remark, created_at
		FROM orders WHERE customer = ? ORDER BY created_at DESC LIMIT 20`, customer)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o commerce.Order
		var created int64
		if err := rows.Scan(&o.No, &o.Product, &o.Colour, &o.Size, &o.Quantity, &o.Total, &o.State, &o.Courier, &o.TrackingNo, &o.Remark, &created); err != nil {
			return nil, err
		}
		o.CreatedAt = time.Unix(created, 0)
		all = append(all, o)
	}
	return all, rows.Err()
}
