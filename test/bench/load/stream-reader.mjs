import { connect } from 'node:net';

/** A subscriber of the change stream that costs next to nothing: it tells when each event came, and confirms nothing. */
export class StreamReader {
  #socket;
  #seen = 0;
  /** Is told of each event, with the instant at which it came. */
  onEvent = () => {};

  /** Ends when the first event is there. */
  static async open(port, path = '/eureka/x/watch?snapshot=false') {
    const reader = new StreamReader();
    await reader.#connect(port, path);
    return reader;
  }

  close() {
    this.#socket.destroy();
  }

  #connect(port, path) {
    return new Promise((resolve, reject) => {
      this.#socket = connect({ port, host: '127.0.0.1' });
      this.#socket.once('error', reject);
      this.#socket.once('close', () => reject(new Error('the stream was closed')));
      this.#socket.once('connect', () => {
        this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`);
      });
      this.#socket.on('data', (bytes) => {
        if (!bytes.includes('event: ')) return;
        this.#seen++;
        if (this.#seen === 1) resolve();
        else this.onEvent(performance.now());
      });
    });
  }
}
