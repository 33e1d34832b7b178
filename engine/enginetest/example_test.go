package enginetest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
)

func ExampleRun() {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: carrier\n    on: logistics.carrier\n    say: 默认发申通~\n")},
	})
	if err != nil {
		panic(err)
	}
	dir, err := os.MkdirTemp("", "chats")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	chat := "> 发什么快递\n< 默认发顺丰~\n= logistics.carrier\n: carrier\n"
	if err := os.WriteFile(filepath.Join(dir, "carrier.chat"), []byte(chat), 0o600); err != nil {
		panic(err)
	}
	report, err := enginetest.Run(shop, dir, false)
	if err != nil {
		panic(err)
	}
	fmt.Print(report.String()[len(filepath.ToSlash(dir))+1:])
	fmt.Println(report.Passed(), "passed,", report.Failed(), "failed")
	// Output:
	// carrier.chat:1: not as expected: replies
	//   > 发什么快递
	// - < 默认发顺丰~
	// + < 默认发申通~
	//   = logistics.carrier
	//   : carrier
	// 0 passed, 1 failed
}
