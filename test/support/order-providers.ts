import { Body, Controller, Get, Headers, HttpCode, HttpException, Module, Param, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { listenApp, quickly } from './discovery-app.js';
import type { RegistryServer } from './registry-server.js';

/** What one provider is asked and how it answers. */
export class Desk {
  /** Bodies of the orders it has taken. */
  readonly orders: unknown[] = [];
  requests = 0;
  /** Taken before each answer, so that a test can hold a request back. */
  before: () => unknown = () => undefined;

  constructor(readonly name: string) {}
}

/** A provider that runs in this process: a real HTTP server with the client in it. */
export interface OrderProvider {
  readonly desk: Desk;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts an instance of `orders` that registers itself; `drain` and the like by `options`. */
export async function startProvider(
  registry: RegistryServer,
  name: string,
  options: DiscoveryModuleOptions = {},
): Promise<OrderProvider> {
  const desk = new Desk(name);

  @Controller()
  class OrdersController {
    @Get('items/:id')
    async item(@Param('id') id: string, @Headers('x-user') user?: string) {
      desk.requests += 1;
      await desk.before();
      return { id, from: name, ...(user === undefined ? {} : { user }) };
    }

    @Post('orders')
    @HttpCode(201)
    async order(@Body() body: unknown) {
      desk.requests += 1;
      desk.orders.push(body);
      await desk.before();
      return { order: body, from: name };
    }

    @Get('fails/:status')
    fails(@Param('status') status: string) {
      desk.requests += 1;
      throw new HttpException('as asked for', Number(status));
    }
  }

  @Module({
    imports: [
      DiscoveryModule.forRoot(
        quickly(registry, {
          ...options,
          client: { fetchRegistry: false, ...options.client },
          instance: { hostname: '127.0.0.1', instanceId: name, ...options.instance },
        }),
      ),
    ],
    controllers: [OrdersController],
  })
  class ProviderModule {}

  const { port, close } = await listenApp(ProviderModule);
  return { desk, port, close };
}
