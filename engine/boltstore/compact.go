package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// compactTx is about how many bytes are copied in one transaction.
const compactTx = 16 << 20

// Compact rewrites the file without its free pages: nothing that was erased is left in it, and it is as small as what it holds. The
// copy takes the file's place in one step, so that a crash leaves the one or the other. Nobody may have the file open; who has is
// waited for, for a second. It takes room for a second file beside the first.
// A file that is open cannot be replaced on Windows: there the copy fails and the old file stays.
func Compact(path string) error {
	was, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("boltstore: %w", err) // Open would make an empty one
	}
	from, err := openFile(path, &bbolt.Options{Timeout: time.Second})
	if errors.Is(err, bbolterrors.ErrTimeout) {
		return fmt.Errorf("boltstore: %s is open; end the process that has it", path)
	}
	if err != nil {
		return fmt.Errorf("boltstore: opening %s: %w", path, err)
	}
	defer from.Close()
	beside := path + ".compact"
	if err := copyTo(beside, from); err != nil {
		_ = os.Remove(beside)
		return fmt.Errorf("boltstore: compacting %s: %w", path, err)
	}
	if err := os.Chmod(beside, was.Mode().Perm()); err != nil {
		return fmt.Errorf("boltstore: compacting %s: %w", path, err)
	}
	if err := os.Rename(beside, path); err != nil {
		return fmt.Errorf("boltstore: compacting %s: %w", path, err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a rename in a directory last.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("boltstore: %w", err)
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil {
		return fmt.Errorf("boltstore: %w", err)
	}
	return nil
}

func copyTo(path string, from *bbolt.DB) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err // what a crash left
	}
	to, err := bbolt.Open(path, 0o600, &bbolt.Options{FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	if err := bbolt.Compact(to, from, compactTx); err != nil {
		_ = to.Close()
		return err
	}
	return to.Close()
}
