import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A way to a node on which every byte takes `delayMs`, there and back; the delay can be changed while connections are open. */
export class DelayingProxy {
  delayMs = 0;
  #sockets = new Set();

  static async start(target, address, port) {
    const proxy = new DelayingProxy(target);
    await new Promise((resolve, reject) => {
      proxy.server.once('error', reject);
      proxy.server.listen(port, address, resolve);
    });
    return proxy;
  }

  constructor(target) {
    this.server = createServer((near) => {
      const far = connect(target.port, target.address);
      this.#relay(near, far);
      this.#relay(far, near);
    });
  }

  stop() {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #relay(from, to) {
    this.#sockets.add(from);
    let last = Promise.resolve();
    const later = (act) => {
      const arrival = pause(this.delayMs);
      last = last.then(() => arrival).then(act);
    };
    from.on('data', (bytes) => later(() => to.writable && to.write(bytes)));
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => this.#sockets.delete(from));
  }
}
