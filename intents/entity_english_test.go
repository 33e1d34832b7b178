package intents

import "testing"

func TestEntitiesInEnglish(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"2 plates cracked", "quantity=2"}, {"one glass was shattered", "quantity=1"}, {"3 bottles leaking", "quantity=3"}, {"only got 4 of the 6 i ordered", "quantity=4 quantity=6"},
		{"1 mug missing from the set", "quantity=1"}, {"a teal one", "colour=teal"}, {"maroon in XL", "colour=maroon size=XL"}, {"the ivory dress", "colour=ivory"},
		{"do you have it in mint", "colour=mint"}, {"olive oil", ""}, {"light pink please", "colour=light pink"}, {"got beige instead of white", "colour=beige colour=white"},
		{"order 112-3948576-2938475 never came", "order_no=112-3948576-2938475"}, {"need 3 in black and 2 in white", "quantity=3 colour=black quantity=2 colour=white"},
		{"can u do 45 for two", "number=45 quantity=2"}, {"is medium ok for 5'5", "size=M height_cm=165.1"}, {"bought 2 but only 1 came", "quantity=2 quantity=1"},
		{"one of the mugs is chipped", "quantity=1"}, {"my order 7730029184 came with only 3 cups instead of 4", "order_no=7730029184 quantity=3 quantity=4"},
		{"the box had 10 screws missing 2", "quantity=10 quantity=2"}, {"ship to 200 Nanjing Rd Shanghai", "number=200 region=上海"}, {"got size 8 but ordered 9", "size=8 size=9"},
		{"4 eggs cracked", "quantity=4"}, {"two screws missing", "quantity=2"}, {"there's only one sock", "quantity=1"}, {"5 of the 12 candles melted", "quantity=5 quantity=12"},
		{"coral or peach, which is brighter", "colour=coral colour=peach"}, {"dusty pink please", "colour=dusty pink"}, {"size 12 too tight can i swap for a 14", "size=12 size=14"},
		{"10% off please im buying 6", "discount=0.9 quantity=6"}, {"one of the two lamps came smashed", "quantity=1 quantity=2"}, {"missing 3 screws from the bag", "quantity=3"},
		{"send me two more", "quantity=2"}, {"my 3 pillows never came", "quantity=3"}, {"need two mugs", "quantity=2"}, {"can u do cheaper if i take all 3", "quantity=3"}, {"all 3 days", ""}, {"air max 90 shoes", "number=90"},
		{"put both in one box", ""}, {"its -8 here", ""}, {"-20 outside, warm enough?", ""}, {"one box please", "quantity=1"}, {"have you got the boots in 41 ?", "size=41"}, {"in 40 days", ""}, {"1 ", "number=1"}, {" 2 mugs", "quantity=2"}, {"2  ", "number=2"}, {"i chose cream and you sent white", "colour=cream colour=white"},
	})
}

func TestQuantitiesInEnglish(t *testing.T) {
	checkEntities(t, newExtractor(nil, nil), []entityCase{
		{"between 58 and 60 kilos, 168 tall", "weight_kg=58 weight_kg=60 height_cm=168"}, {"i weigh between 130 and 135 lbs", "weight_kg=59 weight_kg=61.2"},
		{"she's 55 to 58 kg, which size", "weight_kg=55 weight_kg=58"}, {"between 3 and 5 days?", ""}, {"budget is between 100 and 150", "money=100 money=150"}, {"between 20 and 25 dollars", "money=20 money=25"},
		{"size 9 or 10?", "size=9 size=10"}, {"2 blue and 1 grey beanie, can u send them by Monday", "quantity=2 colour=blue quantity=1 colour=grey date=2026-11-09"},
		{"i want 3 black and 2 white please", "quantity=3 colour=black quantity=2 colour=white"}, {"ordered 1 red 1 blue, got 2 red", "quantity=1 colour=red quantity=1 colour=blue quantity=2"},
		{"size 8 black in stock?", "size=8 colour=black"}, {"iphone 12 black case", "colour=black"}, {"I'll take three right now if you drop it to 80 total", "quantity=3 money=80"},
		{"i'd like to order four please", "quantity=4"}, {"ill take 5 if you do 200", "quantity=5 number=200"}, {"can i get three for 50", "quantity=3 money=50"}, {"need two by friday", "quantity=2 date=2026-11-06"},
		{"i take two days off", ""}, {"give me five stars", ""}, {"pack of 12 pencils my foot, theres 10 in here", "quantity=12 quantity=10"}, {"box of 6 mugs and only 5 in the box", "quantity=6 quantity=5"},
		{"is it a set of 4", "quantity=4"}, {"there are 20 in the pack?", "quantity=20"}, {"only have 45 left in my wallet", "money=45"},
		{"Ordered on the 20th, its the 25th now, not even shipped??", "date=2026-10-20 date=2026-11-25"}, {"it's the 25th already and still nothing", "date=2026-11-25"},
		{"today is the 25th and no tracking", "date=2026-11-05 date=2026-11-25"}, {"will it come by the 30th and is it free", "date=2026-11-30"}, {"this is the 3rd time", ""},
		{"between 140 and 150 lbs and 5'6", "weight_kg=63.5 weight_kg=68 height_cm=167.6"}, {"anywhere between 7 and 10 days", ""}, {"bought 3 green, 1 came torn", "quantity=3 colour=green quantity=1"},
		{"need 2 grey 1 black", "quantity=2 colour=grey quantity=1 colour=black"}, {"send 4 white pls", "quantity=4 colour=white"}, {"i'll have two please", "quantity=2"},
		{"we need six by tomorrow", "quantity=6 date=2026-11-06"}, {"i'll buy four if free shipping", "quantity=4"}, {"took three weeks", ""}, {"box of 24 please", "quantity=24"}, {"only 3 inside", "quantity=3"},
		{"a set of four knives", "quantity=4"}, {"its already the 25th", "date=2026-11-25"}, {"paid on the 18th and still waiting", "date=2026-10-18"}, {"the 2nd one is broken", ""}, {"it's my 3rd order now", ""},
	})
}
