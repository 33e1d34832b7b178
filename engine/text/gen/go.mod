module github.com/huashu-go/huashu/engine/text/gen

go 1.25.0

require (
	github.com/mozillazg/go-pinyin v0.21.0
	golang.org/x/text v0.31.0
)
