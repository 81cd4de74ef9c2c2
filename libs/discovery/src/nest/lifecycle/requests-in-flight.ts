import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const EVENT_STREAM = 'text/event-stream';

/**
 * Counts the requests that an HTTP server is answering, so that the application can let them end before it stops. A stream of
 * events is left out, as it ends only when the application closes it.
 */
export class RequestsInFlight {
  readonly #responses = new Set<ServerResponse>();
  readonly #waiting = new Set<() => void>();

  constructor(server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.headers.accept?.includes(EVENT_STREAM) === true) return;
      this.#responses.add(response);
      response.once('close', () => {
        this.#responses.delete(response);
        this.#tell();
      });
    });
  }

  get count(): number {
    return this.#responses.size;
  }

  /** Resolves once no request is left. */
  ended(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      this.#tell();
    });
  }

  #tell(): void {
    if (this.count > 0) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
