// Prints the SHA-256 of the text in a gzip file.
package main

import (
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
)

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	reader, err := gzip.NewReader(file)
	if err != nil {
		panic(err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, reader); err != nil {
		panic(err)
	}
	fmt.Printf("%x\n", hash.Sum(nil))
}
