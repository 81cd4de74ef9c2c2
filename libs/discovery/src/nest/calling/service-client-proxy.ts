import { Observable } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';
import { connectionFault } from '../../http/connection-fault.js';
import { begun } from './begun.js';
import type { ExecuteOptions, LoadBalancer } from './load-balancer.js';

/** What of Nest's `ClientProxy` is needed. */
export interface MessageClient {
  send(pattern: unknown, data: unknown): Observable<unknown>;
  emit(pattern: unknown, data: unknown): Observable<unknown>;
  close(): unknown;
}

type Options = Pick<ExecuteOptions, 'idempotent' | 'timeoutMs' | 'tryTimeoutMs' | 'key'>;

/**
 * A `ClientProxy` by service name: each message goes to the instance that is picked for it, over one client for each instance.
 * A message of which nothing was sent goes to another instance. `create` says how an instance is reached:
 * `({ host, metadata }) => ClientProxyFactory.create({ transport: Transport.TCP, options: { host, port: Number(metadata.get('tcp')) } })`.
 */
export class ServiceClientProxy {
  readonly #clients = new Map<string, MessageClient>();

  constructor(
    private readonly balancer: LoadBalancer,
    readonly service: string,
    private readonly create: (instance: ServiceInstance) => MessageClient,
    private readonly options: Options = {},
  ) {}

  /** Sent once it is subscribed to; ended when that ends. */
  send<TResult = unknown>(pattern: unknown, data: unknown, options: Options = {}): Observable<TResult> {
    return new Observable((subscriber) => {
      const caller = new AbortController();
      const answer = this.#execute((client) => client.send(pattern, data), { ...options, signal: caller.signal });
      answer.then(
        (values) => subscriber.add((values as Observable<TResult>).subscribe(subscriber)),
        (error: unknown) => subscriber.error(error),
      );
      return () => caller.abort();
    });
  }

  /** Sent at once, whether it is subscribed to or not. */
  emit(pattern: unknown, data: unknown, options: Options = {}): Observable<void> {
    const sent = this.#execute((client) => client.emit(pattern, data), options);
    // an event that cannot be sent concerns those who subscribe
    sent.catch(() => {});
    return new Observable((subscriber) => {
      sent.then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
    });
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    await Promise.all(clients.map((client) => client.close()));
  }

  /** For Nest, when the proxy is a provider. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  #execute(
    work: (client: MessageClient) => Observable<unknown>,
    options: ExecuteOptions,
  ): Promise<Observable<unknown>> {
    return this.balancer.execute(
      this.service,
      async (instance, signal) => {
        const client = this.#clientOf(instance);
        try {
          return await begun(work(client), signal);
        } catch (reason) {
          const error = isClosing(reason) ? new Error(reason.message, { cause: CLOSED }) : reason;
          if (connectionFault(error).fault !== 'other') this.#drop(instance.uri);
          throw error;
        }
      },
      { restartable: true, ...this.options, ...options },
    );
  }

  #clientOf(instance: ServiceInstance): MessageClient {
    let client = this.#clients.get(instance.uri);
    if (client === undefined) {
      const known = new Set(this.balancer.instances(this.service).map(({ uri }) => uri));
      for (const uri of this.#clients.keys()) if (!known.has(uri)) this.#drop(uri);
      client = this.create(instance);
      this.#clients.set(instance.uri, client);
    }
    return client;
  }

  #drop(uri: string): void {
    const client = this.#clients.get(uri);
    this.#clients.delete(uri);
    // it is broken or of no use any more: how its closing ends does not matter
    void Promise.resolve(client?.close()).catch(() => {});
  }
}

/** What Nest's client says of a connection that ends with messages under way, in words alone. */
function isClosing(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Connection closed';
}

const CLOSED = { code: 'ECONNRESET' };
