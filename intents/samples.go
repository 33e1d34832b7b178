package intents

import (
	"encoding/binary"
	"slices"
)

// Only shops with examples of their own need the samples that a model was built from, for the overlay. They lie packed in the model
// file, in the order of their texts, and are read when the first such shop comes. Each says how many runes it shares with the
// one before, how many classes and which, how many runes follow, and those. Numbers are varints; a rune is itself below 0x80, two bytes
// from 0x80 on for those from firstHan to lastHan, else wideRune and three bytes.
const (
	wideRune = 0xFF
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// packSamples packs samples that are sorted by their texts.
func packSamples(list []labelled) (b []byte) {
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	var last []rune
	for _, s := range list {
		runes := []rune(s.text)
		share := 0
		for share < min(len(runes), len(last)) && runes[share] == last[share] {
			share++
		}
		last = runes
		number(share)
		number(len(s.classes))
		for _, c := range s.classes {
			number(int(c))
		}
		number(len(runes) - share)
		for _, r := range runes[share:] {
			switch {
			case r < 0x80:
				b = append(b, byte(r))
			case r >= firstHan && r <= lastHan:
				b = append(b, 0x80|byte((r-firstHan)>>8), byte(r-firstHan))
			default:
				b = append(b, wideRune, byte(r>>16), byte(r>>8), byte(r))
			}
		}
	}
	return b
}

// unpackSamples reads what packSamples wrote; classes is how many there are. It stops where a damaged file makes no sense.
func unpackSamples(s string, classes int) (list []labelled) {
	r := reader{s: s}
	var runes []rune
	for len(r.s) > 0 {
		share, n := r.varint(), r.varint()
		of := make([]int32, 0, min(n, classes))
		for range n {
			c := r.varint()
			if c >= classes || r.bad {
				return list
			}
			of = append(of, int32(c))
		}
		n = r.varint()
		if r.bad || share > len(runes) || n > len(r.s) {
			return list
		}
		runes = runes[:share]
		for range n {
			runes = append(runes, r.rune())
		}
		if r.bad {
			return list
		}
		list = append(list, labelled{string(runes), slices.Clip(of)})
	}
	return list
}

func (r *reader) byte() byte {
	if r.s == "" {
		r.bad = true
		return 0
	}
	b := r.s[0]
	r.s = r.s[1:]
	return b
}

func (r *reader) varint() (n int) {
	for shift := 0; shift < 28; shift += 7 {
		b := r.byte()
		if n |= int(b&0x7F) << shift; b < 0x80 {
			return n
		}
	}
	r.bad = true
	return 0
}

func (r *reader) rune() rune {
	switch b := rune(r.byte()); {
	case b < 0x80:
		return b
	case b != wideRune:
		return firstHan + (b-0x80)<<8 + rune(r.byte())
	}
	return rune(r.byte())<<16 | rune(r.byte())<<8 | rune(r.byte())
}
