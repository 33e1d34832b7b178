package engine

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

// States that were stored by the version before are read: what they did not hold is unknown.
func TestStatesOfVersion1AreRead(t *testing.T) {
	shop, err := Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")}})
	require.NoError(t, err)
	st := shop.Turn(nil, Input{Conversation: "c", ID: "m1", Text: "转人工"}, World{
		Now: time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC), Answers: []Answer{{Call: Call{Name: "orders", Args: []string{"c"}}, Failed: true}}}).State
	require.False(t, st.owner.called.IsZero())
	old := coder{buf: []byte{1}, version: 1}
	st.code(&old)
	read, err := DecodeState(old.buf)
	require.NoError(t, err)
	require.True(t, read.HandedOff())
	require.True(t, read.owner.called.IsZero())

	read.owner.called = st.owner.called
	now, err := st.MarshalBinary()
	require.NoError(t, err)
	again, err := read.MarshalBinary()
	require.NoError(t, err)
	require.Equal(t, now, again, "nothing else is lost")
	for i := range old.buf {
		_, err := DecodeState(old.buf[:i])
		require.Error(t, err, "cut at %d bytes", i)
	}
}
