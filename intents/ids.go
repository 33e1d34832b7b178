package intents

import (
	"fmt"
	"hash/crc32"
)

// RetailIDs are the ids of the built-in packs, in the order of their documentation.
var RetailIDs = []string{
	"greeting", "thanks", "farewell", "hesitate", "affirm", "deny", "human",
	"stock", "size", "colour_difference", "product_info", "quality", "authenticity", "recommend", "packaging", "warranty",
	"price", "promotion", "bargain.plain", "bargain.promise", "bargain.compare", "bargain.ultimatum", "bargain.excuse", "payment", "invoice",
	"logistics.carrier", "logistics.fee", "logistics.dispatch", "logistics.arrival", "logistics.tracking", "logistics.coverage", "logistics.delivery",
	"order.place", "order.modify", "order.cancel",
	"returns.policy", "returns.request", "returns.exchange", "returns.freight", "support", "compensation", "returns.refund",
	"complaint.quality", "complaint.damaged", "complaint.wrong", "complaint.service",
}

// Digest identifies the bytes of the model, for traces and records.
func (m *Model) Digest() string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(m.data)) }
