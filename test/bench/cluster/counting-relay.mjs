import { connect, createServer } from 'node:net';

/** The way from one node to another: passes everything on at once and counts it. */
export class CountingRelay {
  /** Bytes that were asked, and answered, since the last `reset()`. */
  asked = 0;
  answered = 0;
  #sockets = new Set();

  static async open(port, targetPort) {
    const relay = new CountingRelay(targetPort);
    await new Promise((resolve, reject) => {
      relay.server.once('error', reject);
      relay.server.listen(port, '127.0.0.1', resolve);
    });
    return relay;
  }

  constructor(targetPort) {
    this.server = createServer({ noDelay: true }, (near) => {
      const far = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
      near.on('data', (bytes) => (this.asked += bytes.length));
      far.on('data', (bytes) => (this.answered += bytes.length));
      for (const [from, to] of [
        [near, far],
        [far, near],
      ]) {
        this.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          to.destroy();
          this.#sockets.delete(from);
        });
      }
    });
  }

  reset() {
    this.asked = 0;
    this.answered = 0;
  }

  close() {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
