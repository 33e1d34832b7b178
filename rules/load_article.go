package rules

import (
	"slices"

	"github.com/huashu-go/huashu/engine/source"
)

// articles compiles the answers of kb/*.yaml; package kb reads the rest of those files.
func (l *loader) articles() {
	files, err := source.Files(l.dir, "kb/*.yaml", "kb/*.yml")
	if err != nil {
		l.errs.Add(source.Pos{File: "kb"}, "", "%v", err)
		return
	}
	for _, file := range files {
		var quiet source.List // what kb reports as well
		root := source.Read(l.dir, file, &quiet)
		if root == nil {
			continue
		}
		for _, n := range root.Fields(&quiet, "", "articles").Get("articles").Items(&quiet, "") {
			l.article(n)
		}
	}
	l.tableArticles()
}

func (l *loader) article(n *source.Node) {
	var quiet source.List
	var f source.Fields
	misspelt := false
	for _, field := range n.Pairs(&quiet, "") {
		switch {
		case slices.Contains(answerKeys, field.Key) || field.Key == "id":
			f = append(f, field)
		case !slices.Contains(articleKeys, field.Key):
			misspelt = true // kb says so
		}
	}
	id := f.Get("id").Text(&quiet, "id")
	if id == "" {
		return
	}
	a := l.answer(f, nil, "kb:"+id, n.Pos())
	if a.empty() && !misspelt {
		l.errs.Add(n.Pos(), "give it say:", "article %q has no answer", id)
	}
	l.set.Articles[id] = a
}

// tableArticles compiles the answers of articles that kb read from CSV.
func (l *loader) tableArticles() {
	for _, text := range l.schema.Articles {
		a := &Answer{Path: "kb:" + text.ID, Pos: text.Pos, key: answerKey(nil, "kb:"+text.ID)}
		a.say = l.sayBlock(text.Say, nil, a.Path)
		for _, n := range text.Attach {
			a.attach = append(a.attach, l.valueNode(n, "attach"))
		}
		if a.empty() {
			l.errs.Add(text.Pos, "fill in the column 答案 (say)", "article %q has no answer", text.ID)
		}
		l.set.Articles[text.ID] = l.register(a)
	}
}
