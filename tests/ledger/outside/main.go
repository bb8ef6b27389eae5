// Checks a ledger with code that is not Rooftop's: golang.org/x/mod/sumdb has its own trees, notes and proofs.
// Usage: main FOLDER [CHECKPOINT …]: the folder as it is published, and heads that were seen before.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles reads hash tiles where C2SP has them: sumdb's paths without the height.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return height }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func readHead(path string, verifiers note.Verifiers) (tlog.Tree, error) {
	var tree tlog.Tree
	bytes, err := os.ReadFile(path)
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(bytes, verifiers)
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != sha256.Size {
		return tree, fmt.Errorf("the root is not a hash")
	}
	copy(tree.Hash[:], root)
	return tree, nil
}

// entries reads the bundle that holds record n and returns the record.
func entry(folder string, n, size int64) ([]byte, error) {
	tile := tlog.Tile{H: height, L: 0, N: n / 256, W: int(min(256, size-n/256*256))}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
	bundle, err := os.ReadFile(filepath.Join(folder, path))
	if err != nil {
		return nil, err
	}
	for i := int64(0); len(bundle) >= 2; i++ {
		length := int(bundle[0])<<8 | int(bundle[1])
		if len(bundle) < 2+length {
			break
		}
		if i == n%256 {
			return bundle[2 : 2+length], nil
		}
		bundle = bundle[2+length:]
	}
	return nil, fmt.Errorf("the bundle lacks entry %d", n)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func check(folder string, seen []string) error {
	text, err := os.ReadFile(filepath.Join(folder, "verifier"))
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(text)))
	if err != nil {
		return err
	}
	verifiers := note.VerifierList(verifier)
	head, err := readHead(filepath.Join(folder, "checkpoint"), verifiers)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(head, tiles{folder})
	for n := int64(0); n < head.N; n++ {
		record, err := entry(folder, n, head.N)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(head.N, n, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, head.N, head.Hash, n, tlog.RecordHash(record)); err != nil {
			return fmt.Errorf("entry %d: %v", n, err)
		}
	}
	for _, path := range seen {
		before, err := readHead(path, verifiers)
		if err != nil {
			return err
		}
		if before.N == 0 {
			continue
		}
		proof, err := tlog.ProveTree(head.N, before.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, head.N, head.Hash, before.N, before.Hash); err != nil {
			return fmt.Errorf("since %d entries: %v", before.N, err)
		}
	}
	fmt.Printf("%d entries, %d earlier heads\n", head.N, len(seen))
	return nil
}

func main() {
	if err := check(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
