import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { MAX_TIMER_MS } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import type { TlsFiles } from '../tls/tls-files.js';
import type { ConnectionSettings } from '../transport-settings.js';
import type { AttemptLimits } from './attempt.js';
import { Attempt } from './attempt.js';
import { TunnelAgent, throughProxy } from './proxy.js';

/** A whole answer may take so many times the longest silence: one that comes in drops must not go on for ever. */
const WHOLE_PER_SILENCE = 10;

export interface ConnectionsDeps {
  readonly clock: TimerClock;
  /** Undefined: the runtime's defaults. */
  readonly tls: Pick<TlsFiles, 'current'> | undefined;
}

/** The connections to all registries: bounded in number, kept for a while, closed all at once. */
export class Connections {
  readonly clock: TimerClock;
  readonly #http: http.Agent;
  readonly #https: https.Agent;
  readonly #attempts = new Set<Attempt>();
  #localAddress: string | undefined;
  #isClosed = false;

  constructor(
    readonly settings: ConnectionSettings,
    private readonly deps: ConnectionsDeps,
  ) {
    this.clock = deps.clock;
    const options = {
      keepAlive: true,
      maxSockets: settings.maxSocketsPerHost,
      maxTotalSockets: settings.maxSockets,
      timeout: settings.idleTimeoutMs,
    };
    this.#http = new http.Agent(options);
    this.#https = settings.proxy
      ? new TunnelAgent(options, settings.proxy, settings.connectTimeoutMs, deps.clock)
      : new https.Agent(options);
    for (const agent of [this.#http, this.#https]) {
      // A request that was given up while it waited for a connection may still get one, even after the end.
      agent.on('free', (socket: Socket) => this.#isClosed && socket.destroy());
    }
  }

  /** Local address of the last connection that was made. */
  get localAddress(): string | undefined {
    return this.#localAddress;
  }

  /** Starts the clock of a request; `finish` must be called with it. After the end it is aborted at once. */
  begin(
    signal: AbortSignal | undefined,
    timeoutMs = Number.POSITIVE_INFINITY,
    silenceMs = this.settings.readTimeoutMs,
  ): Attempt {
    return this.#start(this.#limits(timeoutMs, silenceMs), signal);
  }

  /** The same for an answer that goes on as long as the registry is not silent for too long. */
  beginStream(signal: AbortSignal, silenceMs: number): Attempt {
    return this.#start({ connectMs: this.settings.connectTimeoutMs, silenceMs, wholeMs: MAX_TIMER_MS }, signal);
  }

  finish(attempt: Attempt): void {
    attempt.finish();
    this.#attempts.delete(attempt);
  }

  /** What TLS needs, as the files say now. Rejects when they could never be read. */
  tlsOptions(url: string): Promise<SecureContextOptions> {
    if (this.deps.tls === undefined || !url.startsWith('https:')) return Promise.resolve({});
    return this.deps.tls.current();
  }

  /** As `request` of node:http and node:https. */
  request(
    options: http.RequestOptions,
    tls: SecureContextOptions,
    attempt: Attempt,
    onResponse: (response: http.IncomingMessage) => void,
  ): http.ClientRequest {
    const isSecure = options.protocol === 'https:';
    const request = isSecure
      ? https.request({ ...options, ...tls, agent: this.#https }, onResponse)
      : http.request({ ...throughProxy(options, this.settings.proxy), agent: this.#http }, onResponse);
    request.once('socket', (socket) => {
      const onConnected = (): void => {
        this.#localAddress = socket.localAddress ?? this.#localAddress;
        attempt.heard();
      };
      if (request.reusedSocket) onConnected();
      else socket.once(isSecure ? 'secureConnect' : 'connect', onConnected);
    });
    return request;
  }

  /** Closes what is not in use, so that the next connections are made to where the names point by then. */
  dropIdle(): void {
    for (const agent of [this.#http, this.#https]) {
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const attempt of this.#attempts) attempt.abort();
    this.#http.destroy();
    this.#https.destroy();
  }

  #start(limits: AttemptLimits, signal: AbortSignal | undefined): Attempt {
    const attempt = new Attempt(limits, this.clock, signal);
    if (this.#isClosed) attempt.abort();
    this.#attempts.add(attempt);
    return attempt;
  }

  #limits(timeoutMs: number, silenceMs: number): AttemptLimits {
    const { connectTimeoutMs } = this.settings;
    return {
      connectMs: connectTimeoutMs,
      silenceMs,
      wholeMs: Math.min(timeoutMs, connectTimeoutMs + silenceMs * WHOLE_PER_SILENCE),
    };
  }
}
