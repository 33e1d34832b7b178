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
		{"send me two more", "quantity=2"}, {"i chose cream and you sent white", "colour=cream colour=white"},
	})
}
