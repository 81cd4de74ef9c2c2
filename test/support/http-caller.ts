import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** What came back, with its body as bytes and as text. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends requests exactly as given: no header is added but Host, and Content-Length where there is a body. */
export class HttpCaller {
  constructor(readonly url: string) {}

  call(method: string, path: string, { headers = {}, body }: CallOptions = {}): Promise<Answer> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const isChunked = headers['transfer-encoding'] !== undefined;
      const outgoing = httpRequest(
        { hostname, port, path, method, agent: false, headers: { ...(isChunked ? {} : length), ...headers } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const bytes = Buffer.concat(chunks);
            const text = bytes.toString();
            const { statusCode = 0 } = incoming;
            resolve({
              status: statusCode,
              headers: incoming.headers,
              bytes,
              text,
              json: () => JSON.parse(text) as unknown,
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  get(path: string, headers: Readonly<Record<string, string>> = { accept: 'application/json' }): Promise<Answer> {
    return this.call('GET', path, { headers });
  }

  put(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('PUT', path, { headers });
  }

  delete(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('DELETE', path, { headers });
  }

  post(path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('POST', path, { headers: { 'content-type': 'application/json', ...headers }, body });
  }
}
