package intents

import (
	_ "embed"
	"fmt"
	"sync"
)

//go:generate go run ../engine/cmd/huashu build-model packs/zh -o zh.model
//go:generate go run ../engine/cmd/huashu build-model packs/en -o en.model

//go:embed zh.model
var zhModel string

//go:embed en.model
var enModel string

var (
	retailZH = sync.OnceValues(func() (*Model, error) { return Open(zhModel) })
	retailEN = sync.OnceValues(func() (*Model, error) { return Open(enModel) })
)

// Retail returns the built-in model of a language, "zh" (Simplified and Traditional) or "en". All callers share one.
func Retail(language string) (*Model, error) {
	switch language {
	case "zh":
		return retailZH()
	case "en":
		return retailEN()
	}
	return nil, fmt.Errorf("intents: no built-in model for language %q: there are zh and en", language)
}
