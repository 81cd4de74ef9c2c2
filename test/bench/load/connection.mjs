import { connect } from 'node:net';
import { ResponseReader } from './response-reader.mjs';

/** A kept-alive connection with one request on its way at a time. */
export class Connection {
  #socket;
  #waiting;
  #failure;

  static async open(port) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Connection(socket);
  }

  constructor(socket) {
    this.#socket = socket;
    const reader = new ResponseReader(
      (status, head) => this.#waiting?.onResponse(status, head),
      (bytes) => this.#waiting?.onBody?.(bytes),
    );
    socket.on('data', (bytes) => reader.push(bytes));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server has closed the connection')));
  }

  /** Sends `request`; `waiting` is `{onResponse(status, head), onBody?(bytes), onFailure(error)}`. */
  send(request, waiting) {
    if (this.#failure !== undefined) return void waiting.onFailure(this.#failure);
    this.#waiting = waiting;
    this.#socket.write(request);
  }

  /** One request and its whole response: `{status, head, body}`. */
  call(request) {
    return new Promise((resolve, reject) => {
      const chunks = [];
      this.send(request, {
        onBody: (bytes) => chunks.push(bytes),
        onResponse: (status, head) => {
          this.#waiting = undefined;
          resolve({ status, head, body: Buffer.concat(chunks) });
        },
        onFailure: reject,
      });
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #fail(error) {
    this.#failure ??= error;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.onFailure(error);
  }
}
