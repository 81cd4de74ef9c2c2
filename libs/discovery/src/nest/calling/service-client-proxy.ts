import { catchError, Observable, throwError } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';
import { ClientCalls } from './client-calls.js';
import type { MessageOptions } from './client-calls.js';
import type { LoadBalancer } from './load-balancer.js';

/** What of Nest's `ClientProxy` is needed. */
export interface MessageClient {
  send(pattern: unknown, data: unknown): Observable<unknown>;
  emit(pattern: unknown, data: unknown): Observable<unknown>;
  close(): unknown;
}

/**
 * A `ClientProxy` by service name: each message goes to the instance that is picked for it, over one client for each instance.
 * A message of which nothing was sent goes to another instance. `create` says how an instance is reached:
 * `({ host, metadata }) => ClientProxyFactory.create({ transport: Transport.TCP, options: { host, port: Number(metadata.get('tcp')) } })`.
 */
export class ServiceClientProxy {
  readonly #calls: ClientCalls<MessageClient>;

  constructor(
    balancer: LoadBalancer,
    readonly service: string,
    create: (instance: ServiceInstance) => MessageClient,
    private readonly options: MessageOptions = {},
  ) {
    this.#calls = new ClientCalls(balancer, service, create);
  }

  /** Sent once it is subscribed to; ended when that ends. */
  send<TResult = unknown>(pattern: unknown, data: unknown, options: MessageOptions = {}): Observable<TResult> {
    const work = (client: MessageClient) => client.send(pattern, data).pipe(catchError(asBroken));
    return this.#calls.answers(work, { ...this.options, ...options }) as Observable<TResult>;
  }

  /** Sent at once, whether it is subscribed to or not. */
  emit(pattern: unknown, data: unknown, options: MessageOptions = {}): Observable<void> {
    const work = (client: MessageClient) => client.emit(pattern, data).pipe(catchError(asBroken));
    const sent = this.#calls.begin(work, { ...this.options, ...options });
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
  close(): Promise<void> {
    return this.#calls.close();
  }

  /** For Nest, when the proxy is a provider. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

/** Nest's client says in words alone that a connection has ended with messages under way. */
function asBroken(error: unknown): Observable<never> {
  const isClosing = error instanceof Error && error.message === 'Connection closed';
  return throwError(() => (isClosing ? new Error(error.message, { cause: CLOSED }) : error));
}

const CLOSED = { code: 'ECONNRESET' };
