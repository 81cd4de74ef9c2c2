import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { TimerClock } from '@nest-eureka/time';
import type { ProxySettings } from '../transport-settings.js';
import { basicAuthorization } from './endpoint.js';

/** A plain request as a proxy wants it: addressed to the proxy, with the whole URL as its path. */
export function throughProxy(options: http.RequestOptions, proxy: ProxySettings | undefined): http.RequestOptions {
  if (proxy === undefined) return options;
  const port = options.port ? `:${options.port}` : '';
  const name = options.hostname?.includes(':') ? `[${options.hostname}]` : options.hostname;
  const host = `${name ?? ''}${port}`;
  return {
    ...options,
    hostname: proxy.host,
    port: proxy.port,
    path: `http://${host}${options.path ?? '/'}`,
    headers: { ...(options.headers as http.OutgoingHttpHeaders), host, ...proxyHeaders(proxy) },
  };
}

function proxyHeaders({ user, password }: ProxySettings): http.OutgoingHttpHeaders {
  return user ? { 'proxy-authorization': basicAuthorization(user, password ?? '') } : {};
}

/** Where the connection inside the tunnel goes, as node:http tells its agents. */
interface TunnelTarget extends tls.ConnectionOptions {
  readonly hostname?: string;
}

/** Reaches https registries through the CONNECT method of a proxy. */
export class TunnelAgent extends https.Agent {
  readonly #opening = new Set<http.ClientRequest>();

  constructor(
    options: https.AgentOptions,
    private readonly proxy: ProxySettings,
    private readonly connectTimeoutMs: number,
    private readonly clock: TimerClock,
  ) {
    super(options);
  }

  override createConnection(
    target: TunnelTarget,
    onConnection: (error: Error | null, connection?: Duplex) => void,
  ): undefined {
    const host = target.host ?? target.hostname ?? '';
    const authority = `${host.includes(':') ? `[${host}]` : host}:${target.port ?? 443}`;
    const request = http.request({
      host: this.proxy.host,
      port: this.proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyHeaders(this.proxy) },
      agent: false,
    });
    this.#opening.add(request);
    const cancel = this.clock.after(this.connectTimeoutMs, () => request.destroy());
    request.once('close', () => {
      cancel();
      this.#opening.delete(request);
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) return onConnection(null, tls.connect({ ...target, socket }));
      socket.destroy();
      onConnection(
        Object.assign(new Error('the proxy refused'), { code: `the proxy answered ${response.statusCode}` }),
      );
    });
    request.once('error', (error) => onConnection(error));
    request.end();
  }

  override destroy(): void {
    for (const request of this.#opening) request.destroy();
    super.destroy();
  }
}
