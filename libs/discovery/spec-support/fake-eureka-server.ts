import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a client has asked for. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An instance as a client has registered it. */
export type RegisteredInstance = Readonly<Record<string, unknown>> & { readonly app: string };

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A registry that keeps what is registered and gives it back, over HTTP below one service path. */
export class FakeEurekaServer {
  readonly seen: SeenRequest[] = [];
  readonly instances = new Map<string, RegisteredInstance>();
  /** Answered in place of the registry's own answer. */
  refusal: number | undefined;
  readonly #server: Server;

  /** @param path such as `/eureka/v2/` */
  constructor(private readonly path = '/eureka/v2/') {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Methods and paths below the service path, each once in its order. */
  get calls(): readonly string[] {
    return [...new Set(this.seen.map(({ method, path }) => `${method} ${path.replace(this.path, '')}`))];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?');
    const { method = 'GET' } = request;
    const body = await textOf(request);
    this.seen.push({ method, path, authorization: request.headers.authorization, body });
    const [, app = '', id = ''] = path.replace(`${this.path}apps`, '').split('/');
    const key = `${app}/${id}`;
    if (!path.startsWith(`${this.path}apps`)) return void response.writeHead(404).end();
    if (this.refusal !== undefined) return void response.writeHead(this.refusal).end();
    if (method === 'POST') {
      const { instance } = JSON.parse(body) as { readonly instance: RegisteredInstance };
      this.instances.set(`${app}/${String(instance['instanceId'] ?? instance['hostName'])}`, instance);
      return void response.writeHead(204).end();
    }
    if (method === 'PUT') return void response.writeHead(this.instances.has(key) ? 200 : 404).end();
    if (method === 'DELETE') return void response.writeHead(this.instances.delete(key) ? 200 : 404).end();
    if (app === 'delta') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(this.#document());
  }

  #document(): string {
    const apps = [...new Set([...this.instances.values()].map(({ app }) => app))];
    const application = apps.map((name) => ({
      name,
      instance: [...this.instances.values()].filter(({ app }) => app === name),
    }));
    const applications = { versions__delta: '1', apps__hashcode: `UP_${this.instances.size}_`, application };
    return JSON.stringify({ applications });
  }
}
