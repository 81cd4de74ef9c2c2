"""Prints the SHA-256 of the text in a gzip file."""
import gzip
import hashlib
import sys

with gzip.open(sys.argv[1]) as file:
    print(hashlib.sha256(file.read()).hexdigest())
