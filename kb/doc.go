// Package kb is a shop's knowledge base: it finds the article that answers a
// question, or says honestly that it is not sure.
//
// [Load] reads and checks kb/*.yaml and kb/*.csv; the first [Index.Search]
// builds the index. A search has three stages:
//
//  1. Analysis (analyze.go). The text becomes symbols: characters, stemmed
//     words, and one symbol for all words of a synonym group.
//  2. Retrieval (retrieve.go). bleve's scorch holds, in memory, which article
//     has which symbols and pairs of syllables; the rarest of the question are
//     read first, BM25 ranks what they hit, and the reading stops at a budget,
//     so that its cost hardly depends on the size of the base.
//  3. Ranking (score.go, learn.go). The best of these are compared exactly
//     with the question, one way of asking at a time, which gives a score in
//     0..1 whose meaning does not depend on the size of the base.
//
// The customer's text is only ever looked up as terms. It is never parsed as a
// query, an expression or a pattern.
package kb
