package intents

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPackedSamples(t *testing.T) {
	list := []labelled{{"", []int32{3}}, {"do you ship", []int32{0}}, {"do you ship abroad 🙂", []int32{0, 299}}, {"有货", []int32{1}}, {"有货吗，㐀", []int32{1, 2}}, {"龥鿿", []int32{2}}}
	packed := string(packSamples(list))
	require.Equal(t, list, unpackSamples(packed, 300))
	require.Less(t, len(packed), 80)
	for n := range packed {
		unpackSamples(packed[:n], 300) // cut off anywhere: no panic
		damaged := []byte(packed)
		damaged[n] ^= 0xFF
		for _, s := range unpackSamples(string(damaged), 300) {
			for _, class := range s.classes {
				require.Less(t, class, int32(300))
			}
		}
	}
	require.Empty(t, unpackSamples("\xff\xff\xff\xff\xff", 300))
}
