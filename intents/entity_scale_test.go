package intents

import "testing"

func TestSizesByScale(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"between 38 and 39 which would u go for", "size=38 size=39"}, {"im between a 36 and 37 usually", "size=36 size=37"}, {"I ordered a medium but I think I need a large", "size=M size=L"},
		{"any mediums left in green", "size=M colour=green"}, {"do smalls run out fast", "size=S"}, {"would the youth medium fit", "size=M"}, {"is the youth large too big for a 9 year old", "size=L"},
		{"mens large please", "size=L"}, {"women's small in black", "size=S colour=black"}, {"can i swap my large for a medium, it's huge", "size=L size=M"}, {"got a medium, too tight", "size=M"},
		{"a large parcel arrived", ""}, {"it has a large hole", ""}, {"the box was large and heavy", ""}, {"whats a US 9 in your chart, i usually wear EU 42", "size=9 size=42"},
		{"im a uk 6, what should i get", "size=6"}, {"is a us 8.5 ok", "size=8.5"}, {"tell us 9 times already", ""}, {"do you deliver to the US 2 day", ""}, {"那个恐龙图案的120还有木有", "size=120"},
		{"奥特曼那套110的还有吗", "size=110"}, {"小裙子100的断码了？", "size=100"}, {"宝宝穿90的还是100的", "size=90 size=100"}, {"童装130的多少钱", "size=130"},
		{"should i get a small or a medium, usually small", "size=S size=M"}, {"my medium is too tight", "size=M"}, {"got the large today, love it", "size=L date=2026-11-05"},
		{"2 larges 1 medium in navy pls", "quantity=2 size=L quantity=1 size=M colour=navy"}, {"kids large left?", "size=L"}, {"this small business is great", ""}, {"small problem with my order", ""},
		{"us size 7.5 please", "size=7.5"}, {"im us 10 uk 9", "size=10 size=9"}, {"contact us 24 hours", ""}, {"sell us 5 boxes", "quantity=5"}, {"校服130的还有没有", "size=130"},
		{"奥特曼的110断码了吗", "size=110"}, {"恐龙款100还有吗", "size=100"}, {"佩奇那件90的没货了?", "size=90"}, {"连体衣73的还有吗", "size=73"}, {"童装99块还有吗", "money=99"},
		{"卫衣120断码了", "size=120"},
	})
}
