import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { MAX_TIMER_MS } from '@nest-eureka/time';

/** How long a connection at rest is kept for a request that may be on its way. */
const DRAIN_MS = 500;

/** The open connections of a server, those included that other listeners hand to it, and their end. */
export class Connections {
  readonly #open = new Set<Socket>();
  #onNoneLeft = (): void => {};

  constructor(private readonly server: Server) {
    // with TLS the answers are written to another socket than the one that was accepted
    server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.#open.add(socket);
      socket.once('close', () => {
        this.#open.delete(socket);
        if (this.#open.size === 0) this.#onNoneLeft();
      });
    });
  }

  /**
   * Takes no new connection and waits for the open ones. Those at rest get a moment in which a request that is on its way
   * still arrives; what is left after `timeoutMs` is cut, whatever it is used for. http.Server's own close would cut
   * connections at rest at once, and with them requests that we have not read yet.
   */
  async drain(timeoutMs: number): Promise<void> {
    if (this.server.listening) NetServer.prototype.close.call(this.server);
    if (this.#open.size === 0) return;
    const noneLeft = new Promise<void>((resolve) => (this.#onNoneLeft = resolve));
    const boundedMs = Math.min(timeoutMs, MAX_TIMER_MS);
    const drainMs = Math.min(DRAIN_MS, boundedMs / 2);
    const atRest = setInterval(() => this.#endThoseAtRest(), drainMs);
    const deadline = setTimeout(() => this.#cut(), boundedMs);
    await noneLeft;
    clearInterval(atRest);
    clearTimeout(deadline);
  }

  /**
   * Not http.Server's closeIdleConnections: to that an answer counts as over once it was handed over, although megabytes of it
   * may wait for a slow reader, and a connection that never sent a whole request counts as busy.
   */
  #endThoseAtRest(): void {
    for (const socket of this.#open) {
      // where Node keeps the answer that a connection is busy with
      const { _httpMessage: answer } = socket as Socket & { readonly _httpMessage?: unknown };
      if (!answer && socket.writableLength === 0) socket.destroy();
    }
  }

  #cut(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
