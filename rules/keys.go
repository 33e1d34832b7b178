package rules

import "github.com/huashu-go/huashu/engine/format"

// The keys of each place.
var (
	answerKeys   = format.Keys("answer")
	ruleKeys     = format.Keys("rule")
	stepKeys     = format.Keys("step")
	followUpKeys = format.Keys("follow_up")
	choiceKeys   = format.Keys("choice")
	entryKeys    = format.Keys("entry") // of say, with conditions or effects of its own
	questionKeys = format.Keys("question")
	confirmKeys  = format.Keys("confirm")
	grantKeys    = format.Keys("grant")
	handoffKeys  = format.Keys("handoff")
	tableKeys    = format.Keys("table")
	gridKeys     = format.Keys("grid")
	articleKeys  = format.Keys("article") // package kb reads what is not the answer
)
