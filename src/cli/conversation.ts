import { Connections, Endpoint, EndpointCalls } from '@nest-eureka/transport';
import type { EndpointFailure, EndpointStream, StreamOutcome, TlsFiles } from '@nest-eureka/transport';
import type { Surroundings } from './surroundings.js';

/** What a registry answered, whatever the status. */
export interface Reply {
  readonly kind: 'answered';
  readonly status: number;
  readonly text: string;
  /** Those of `HEADERS_TOLD` that it sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly location: string | undefined;
  readonly tookMs: number;
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Written as JSON. */
  readonly body?: unknown;
  /** @default application/json */
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const HEADERS_TOLD = ['date', 'content-type', 'content-encoding', 'server', 'www-authenticate', 'x-eureka-node'];

/** A registry of ours says something every 10 s, 20 s at the most. */
const SILENCE_MS = 30_000;

/** One registry, asked from the command line. Never rejects, and never tells credentials. */
export class Conversation {
  readonly #connections: Connections;

  constructor(
    readonly endpoint: Endpoint,
    private readonly surroundings: Pick<Surroundings, 'clock' | 'ending'>,
    private readonly settings: { readonly timeoutMs: number; readonly tls?: Pick<TlsFiles, 'current'> | undefined },
  ) {
    this.#connections = new Connections(
      {
        connectTimeoutMs: settings.timeoutMs,
        readTimeoutMs: settings.timeoutMs,
        maxSocketsPerHost: 4,
        maxSockets: 4,
        idleTimeoutMs: 1000,
        maxAnswerBytes: 1_000_000_000,
        gzip: true,
        detail: 'full',
        allowRedirects: false,
      },
      { clock: surroundings.clock, tls: settings.tls },
    );
  }

  /** Address of this machine by which the registry was reached last. */
  get localAddress(): string | undefined {
    return this.#connections.localAddress;
  }

  /** `path` is below the service URL. */
  async ask(path: string, ask: Ask = {}): Promise<Reply | EndpointFailure> {
    return this.askAt(this.endpoint, path, ask);
  }

  /** The same of another path of the same server. */
  async askAt(
    endpoint: Endpoint,
    path: string,
    { method = 'GET', body, accept, headers }: Ask = {},
  ): Promise<Reply | EndpointFailure> {
    const from = this.surroundings.clock.monotonic();
    const outcome = await new EndpointCalls(endpoint, this.#connections).send<string>(
      {
        method,
        path,
        decode: async (text) => ({ ok: true, value: text }),
        decodesRefusals: true,
        wantedHeaders: HEADERS_TOLD,
        headers: { ...(accept === undefined ? {} : { accept }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { signal: this.surroundings.ending, timeoutMs: 10 * this.settings.timeoutMs },
    );
    if (outcome.kind === 'failed') return outcome;
    const { status, value: text = '', headers: told = {}, location } = outcome;
    const tookMs = this.surroundings.clock.monotonic() - from;
    return { kind: 'answered', status, text, headers: told, location, tookMs };
  }

  /** Reads server-sent events as they come, until the registry, or the command, ends. */
  async listen(path: string, take: EndpointStream['take'], signal: AbortSignal): Promise<StreamOutcome> {
    const stream: EndpointStream = {
      path,
      contentType: 'text/event-stream',
      wantedHeaders: [],
      silenceMs: SILENCE_MS,
      onBegin: () => {},
      take,
    };
    const { ending } = this.surroundings;
    return new EndpointCalls(this.endpoint, this.#connections).stream(stream, AbortSignal.any([ending, signal]));
  }

  close(): void {
    this.#connections.close();
  }
}
