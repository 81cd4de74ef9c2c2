const END_OF_HEAD = Buffer.from('\r\n\r\n');
const LINE_END = 10;

/**
 * Reads the responses of one connection, as little of each as tells where it ends: a load generator must not be what is
 * measured. `onResponse(status, head)` is called when a response is complete; bodies go to `onBody(bytes)` if there is one.
 */
export class ResponseReader {
  #rest;
  #status = 0;
  #head = '';
  #state = 'head';
  #left = 0;

  constructor(onResponse, onBody) {
    this.onResponse = onResponse;
    this.onBody = onBody;
  }

  push(bytes) {
    let at = 0;
    if (this.#rest !== undefined) {
      bytes = Buffer.concat([this.#rest, bytes]);
      this.#rest = undefined;
    }
    while (at < bytes.length) {
      const next = this.#read(bytes, at);
      if (next < 0) {
        this.#rest = bytes.subarray(at);
        return;
      }
      at = next;
    }
  }

  /** Reads one part from `at`; returns where the next begins, or -1 when it has not arrived whole. */
  #read(bytes, at) {
    switch (this.#state) {
      case 'head':
        return this.#readHead(bytes, at);
      case 'body':
        return this.#skip(bytes, at, () => this.#complete());
      case 'chunk-size':
        return this.#readChunkSize(bytes, at);
      case 'chunk':
        return this.#skip(bytes, at, () => (this.#state = 'chunk-end'));
      case 'chunk-end':
        return this.#readLine(bytes, at, () => (this.#state = 'chunk-size'));
      case 'last-chunk-end':
        return this.#readLine(bytes, at, () => this.#complete());
      default:
        throw new Error(`no such state: ${this.#state}`);
    }
  }

  #readHead(bytes, at) {
    const end = bytes.indexOf(END_OF_HEAD, at);
    if (end < 0) return -1;
    this.#head = bytes.latin1Slice(at, end).toLowerCase();
    this.#status = Number(this.#head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/.exec(this.#head);
    if (length !== null && length[1] !== '0') {
      this.#left = Number(length[1]);
      this.#state = 'body';
    } else if (length === null && this.#head.includes('\r\ntransfer-encoding: chunked')) this.#state = 'chunk-size';
    else this.#complete();
    return end + END_OF_HEAD.length;
  }

  #readChunkSize(bytes, at) {
    return this.#readLine(bytes, at, (line) => {
      this.#left = parseInt(line, 16);
      this.#state = this.#left === 0 ? 'last-chunk-end' : 'chunk';
    });
  }

  #readLine(bytes, at, onLine) {
    const end = bytes.indexOf(LINE_END, at);
    if (end < 0) return -1;
    onLine(bytes.latin1Slice(at, end));
    return end + 1;
  }

  #skip(bytes, at, onEnd) {
    const end = Math.min(bytes.length, at + this.#left);
    this.onBody?.(bytes.subarray(at, end));
    this.#left -= end - at;
    if (this.#left === 0) onEnd();
    return end;
  }

  #complete() {
    this.#state = 'head';
    this.onResponse(this.#status, this.#head);
  }
}
