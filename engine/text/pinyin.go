package text

// Pinyin returns the id of the syllable that r is most often read as, without its tone, and 0 if r is no Chinese
// character of the basic block. Homophones share an id, so that 发获 and 发货 look alike. The ids are dense, from 1, in
// alphabetical order; they change when the table gains a syllable, so nothing that is kept may hold them.
func Pinyin(r rune) uint16 {
	if i := uint32(r - pinyinFirst); i < uint32(len(pinyinOf)) {
		return pinyinOf[i]
	}
	return 0
}
