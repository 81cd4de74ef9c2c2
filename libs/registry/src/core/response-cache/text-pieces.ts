/** Text and ready bytes in their order, counted in bytes while they come and written into one buffer of exactly their size. */
export class TextPieces {
  readonly #pieces: (string | Buffer)[] = [];
  #byteLength = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  add(piece: string | Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#byteLength += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.byteLength;
  }

  toBuffer(): Buffer {
    // its own memory: a slice of the shared pool would keep 8 kB alive for a few bytes
    const buffer = Buffer.allocUnsafeSlow(this.#byteLength);
    let at = 0;
    for (const piece of this.#pieces) {
      at += typeof piece === 'string' ? buffer.write(piece, at) : piece.copy(buffer, at);
    }
    return buffer;
  }
}

/** Copies the pieces into one buffer of its own memory. */
export function joinPieces(all: Iterable<string | Buffer>): Buffer {
  const pieces = new TextPieces();
  for (const piece of all) pieces.add(piece);
  return pieces.toBuffer();
}
