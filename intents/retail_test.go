package intents_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/huashu-go/huashu/intents"
	"github.com/stretchr/testify/require"
)

// The committed models are what the packs make: run `go generate ./intents` after a change of packs or training.
func TestRetailModelsAreBuiltFromThePacks(t *testing.T) {
	total := 0
	for _, language := range []string{"zh", "en"} {
		committed, err := os.ReadFile(language + ".model")
		require.NoError(t, err)
		var built bytes.Buffer
		require.NoError(t, intents.Build(&built, os.DirFS("packs/"+language)))
		require.True(t, bytes.Equal(committed, built.Bytes()), "%s.model is not what packs/%s makes", language, language)
		total += len(committed)
	}
	require.LessOrEqual(t, total, 6<<20)
}

func TestRetail(t *testing.T) {
	zh, err := intents.Retail("zh")
	require.NoError(t, err)
	en, err := intents.Retail("en")
	require.NoError(t, err)
	require.Equal(t, "zh", zh.Language())
	require.Equal(t, "en", en.Language())
	require.ElementsMatch(t, intents.RetailIDs, zh.IDs())
	require.ElementsMatch(t, intents.RetailIDs, en.IDs())
	_, err = intents.Retail("fr")
	require.ErrorContains(t, err, "there are zh and en")

	c := classifier(t, intents.Options{Models: []*intents.Model{zh, en}})
	for text, want := range map[string]string{
		"黑色L码还有吗": "stock", "什么时候发货": "logistics.dispatch", "請問運費多少": "logistics.fee", "便宜点呗": "bargain.plain",
		"什么时候发货,发什么快递": "logistics.dispatch logistics.carrier", "do you have this in black": "stock", "where is my parcel": "logistics.tracking",
		"便宜点呗,以后常来": "bargain.promise", "还是贵": "bargain.plain", "退": "returns.request", "好": "affirm", "886~": "farewell",
		"any coupons? can i pay with apple pay": "promotion payment", "do you have it in blue and when will it arrive": "stock logistics.arrival",
		"你们老板手机多少": "", "asdfjkl": "", "背一首唐诗": "",
	} {
		require.Equal(t, want, ids(c.Understand(text, intents.Context{Now: time.Unix(0, 0)})), text)
	}
}

func BenchmarkUnderstand(b *testing.B) {
	zh, err := intents.Retail("zh")
	require.NoError(b, err)
	c := classifier(b, intents.Options{Models: []*intents.Model{zh}})
	now := time.Unix(1_800_000_000, 0)
	for _, message := range []string{"这款直筒裤现在还有现货没有呀", "黑色L码还有货吗什么时候发货呀"} {
		b.Run(message, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Understand(message, intents.Context{Now: now})
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	data, err := os.ReadFile("zh.model")
	require.NoError(b, err)
	s := string(data)
	b.ReportAllocs()
	for b.Loop() {
		_, err = intents.Open(s)
	}
	require.NoError(b, err)
}

func BenchmarkOverlay(b *testing.B) {
	zh, err := intents.Retail("zh")
	require.NoError(b, err)
	own := intents.Intent{ID: "membership", Examples: []string{"会员怎么升级", "会员有什么好处", "我的会员等级", "积分换会员", "怎么开会员"}}
	for b.Loop() {
		_, err = intents.New(intents.Options{Models: []*intents.Model{zh}, Intents: []intents.Intent{own}})
	}
	require.NoError(b, err)
}
