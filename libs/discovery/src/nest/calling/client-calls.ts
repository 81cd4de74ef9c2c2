import { Observable } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';
import { connectionFault } from '../../http/connection-fault.js';
import { begun } from './begun.js';
import { InstanceClients } from './instance-clients.js';
import type { Closable } from './instance-clients.js';
import type { ExecuteOptions, LoadBalancer } from './load-balancer.js';

/** What may be said of messages by service name, for all of a client or for one. */
export type MessageOptions = Pick<ExecuteOptions, 'idempotent' | 'timeoutMs' | 'tryTimeoutMs' | 'key' | 'hint'>;

/** Calls over one client for each instance: each is picked for, counted, limited in time and begun again like any call by name. */
export class ClientCalls<C extends Closable> {
  readonly #clients: InstanceClients<C>;

  constructor(
    private readonly balancer: LoadBalancer,
    private readonly service: string,
    create: (instance: ServiceInstance) => C,
  ) {
    this.#clients = new InstanceClients(balancer, service, create);
  }

  /** Begun once it is subscribed to; ended when that ends. */
  answers<T>(work: (client: C) => Observable<T>, options: ExecuteOptions): Observable<T> {
    return new Observable((subscriber) => {
      const caller = new AbortController();
      this.begin(work, { ...options, signal: caller.signal }).then(
        (values) => subscriber.add(values.subscribe(subscriber)),
        (error: unknown) => subscriber.error(error),
      );
      return () => caller.abort();
    });
  }

  /** Begins at once; resolves with the first value or the end, in what holds all of them. */
  begin<T>(work: (client: C) => Observable<T>, options: ExecuteOptions): Promise<Observable<T>> {
    return this.balancer.execute(
      this.service,
      async (instance, signal) => {
        try {
          return await begun(this.#clients.use(instance, work), signal);
        } catch (error) {
          if (connectionFault(error).fault !== 'other') this.#clients.retire(instance);
          throw error;
        }
      },
      { restartable: true, ...options },
    );
  }

  /** Closes every connection. */
  close(): Promise<void> {
    return this.#clients.close();
  }
}
