import { fileURLToPath } from 'node:url';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GrpcMethod, GrpcStreamMethod, RpcException, Transport } from '@nestjs/microservices';
import { from, map, of, reduce } from 'rxjs';
import type { Observable } from 'rxjs';
import { anInstance } from './an-instance.js';
import { close, closingAtEnd } from './discovery-app.js';
import { freePort } from './free-ports.js';
import type { RegistryServer } from './registry-server.js';

export interface Wanted {
  readonly id: string;
}

export interface Found {
  readonly id: string;
  readonly from: string;
}

/** The service of stock.proto as a caller has it. */
export interface Stock {
  find(wanted: Wanted): Observable<Found>;
  follow(wanted: Wanted): Observable<Found>;
  put(wanted: Observable<Wanted>): Observable<Found>;
}

export const STOCK = { package: 'stock', protoPath: fileURLToPath(new URL('./stock.proto', import.meta.url)) };

const NOT_FOUND = 5;

/** A gRPC service of Nest, registered as an instance of `stock`; its port stands in the metadata `grpc`. */
export class StockService {
  /** Ids that were asked for. */
  readonly asked: string[] = [];
  /** Taken before each answer, so that a test can hold a request back. */
  before: () => unknown = () => undefined;
  #app: Awaited<ReturnType<typeof listen>> | undefined;

  private constructor(
    private readonly registry: RegistryServer,
    readonly name: string,
    readonly port: number,
  ) {}

  static async start(registry: RegistryServer, name: string): Promise<StockService> {
    // Nest does not tell which port a gRPC server has got
    const port = await freePort();
    const service = new StockService(registry, name, port);
    await service.listen();
    await service.register();
    return service;
  }

  async listen(): Promise<void> {
    this.#app = await listen(this);
  }

  async register(): Promise<void> {
    const metadata = { grpc: String(this.port) };
    const instance = anInstance({
      instanceId: this.name,
      app: 'STOCK',
      vipAddress: 'stock',
      hostName: '127.0.0.1',
      metadata,
    });
    await this.registry.post('/eureka/apps/STOCK', JSON.stringify({ instance }));
  }

  async leave(): Promise<void> {
    await this.registry.delete(`/eureka/apps/STOCK/${this.name}`);
  }

  /** Stays registered. */
  async close(): Promise<void> {
    if (this.#app !== undefined) await close(this.#app);
    this.#app = undefined;
  }
}

async function listen(service: StockService) {
  @Controller()
  class StockController {
    @GrpcMethod('Stock', 'Find')
    async find({ id }: Wanted): Promise<Found> {
      service.asked.push(id);
      await service.before();
      if (id === 'none') throw new RpcException({ code: NOT_FOUND, message: 'there is none' });
      return { id, from: service.name };
    }

    @GrpcMethod('Stock', 'Follow')
    follow({ id }: Wanted): Observable<Found> {
      return from([1, 2, 3]).pipe(map((step) => ({ id: `${id}${step}`, from: service.name })));
    }

    @GrpcStreamMethod('Stock', 'Put')
    put(wanted: Observable<Wanted>): Observable<Found> {
      return wanted.pipe(
        reduce((ids, { id }) => ids + id, ''),
        map((id) => ({ id, from: service.name })),
      );
    }
  }
  @Module({ controllers: [StockController] })
  class StockModule {}
  const options = { url: `127.0.0.1:${service.port}`, ...STOCK };
  const app = await NestFactory.createMicroservice(StockModule, { transport: Transport.GRPC, options, logger: false });
  await closingAtEnd(app).listen();
  return app;
}

export const wantedIds = (...ids: readonly string[]): Observable<Wanted> => of(...ids.map((id) => ({ id })));
