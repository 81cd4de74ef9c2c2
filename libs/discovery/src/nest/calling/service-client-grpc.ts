import { isObservable, Observable } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';
import { ClientCalls } from './client-calls.js';
import type { MessageOptions } from './client-calls.js';
import type { LoadBalancer } from './load-balancer.js';

/** What of Nest's `ClientGrpcProxy` is needed. */
export interface GrpcClient {
  getService(name: string): object;
  close(): unknown;
}

type Method = (...parts: readonly unknown[]) => Observable<unknown>;

/**
 * A `ClientGrpc` by service name: each call goes to the instance that is picked for it, over one channel for each instance. A
 * call of which nothing was sent goes to another instance; what may be sent twice is said by `idempotent`. `create` says how an
 * instance is reached: `({ host, metadata }) => ClientProxyFactory.create({ transport: Transport.GRPC,
 * options: { url: `${host}:${metadata.get('grpc')}`, package: 'stock', protoPath } })`.
 */
export class ServiceClientGrpc {
  readonly #calls: ClientCalls<GrpcClient>;

  constructor(
    balancer: LoadBalancer,
    readonly service: string,
    create: (instance: ServiceInstance) => GrpcClient,
    private readonly options: MessageOptions = {},
  ) {
    this.#calls = new ClientCalls(balancer, service, create);
  }

  /** A service of the .proto file, as `getService` of Nest gives it: its methods give Observables that call when subscribed to. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Nest's own has this shape
  getService<T extends object>(name: string, options: MessageOptions = {}): T {
    const said = { ...this.options, ...options };
    const methods = new Map<string, Method>();
    const methodOf = (method: string): Method => {
      let call = methods.get(method);
      if (call === undefined) methods.set(method, (call = this.#method(name, method, said)));
      return call;
    };
    return new Proxy<T>(Object.create(null) as T, {
      get: (_, property) => (isMethodName(property) ? methodOf(property) : undefined),
    });
  }

  /** Closes every channel. */
  close(): Promise<void> {
    return this.#calls.close();
  }

  /** For Nest, when it is a provider. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  #method(service: string, method: string, options: MessageOptions): Method {
    return (...parts) => {
      const work = (client: GrpcClient): Observable<unknown> => {
        const call = (client.getService(service) as Record<string, Method | undefined>)[method];
        if (call === undefined) throw new TypeError(`The gRPC service ${service} has no method ${method}`);
        return call(...parts);
      };
      // requests that come as a stream are not there a second time
      const restartable = !isObservable(parts[0]);
      return this.#calls.answers(work, { ...options, ...(restartable ? {} : { restartable, idempotent: false }) });
    };
  }
}

/** What Nest and promises look for in any object is no method of a .proto file. */
const ASKED_OF_ALL = new Set(
  'then onModuleInit onApplicationBootstrap onModuleDestroy beforeApplicationShutdown onApplicationShutdown'.split(' '),
);

function isMethodName(property: string | symbol): property is string {
  return typeof property === 'string' && !ASKED_OF_ALL.has(property);
}
