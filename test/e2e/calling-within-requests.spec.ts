import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Body, Controller, Get, Injectable, Module, Param, Post, Req, UseGuards } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { register } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { Agent, request as undiciRequest } from 'undici';
import {
  GetMapping,
  InboundContext,
  LoadBalancedFetch,
  LoadBalancer,
  LoadBalancerLifecycle,
  remote,
  ServiceClient,
} from '@nest-eureka/discovery';
import type { CallingOptions, Completion, LifecycleRequest } from '@nest-eureka/discovery';
import { anInstance, DiscoveryTestingModule } from '@nest-eureka/discovery/testing';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { ADAPTERS, close, createApp, listenApp, LogLines } from '../support/discovery-app.js';
import { startEcho } from '../support/echo-service.js';
import type { Echo } from '../support/echo-service.js';

useCleanSurroundings();

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

@ServiceClient('orders')
abstract class OrdersClient {
  @GetMapping('/client')
  ask(): Promise<Echo> {
    return remote();
  }
}

@Injectable()
class Asking {
  readonly #undici: Agent;

  constructor(
    private readonly fetch: LoadBalancedFetch,
    private readonly http: HttpService,
    private readonly client: OrdersClient,
    private readonly balancer: LoadBalancer,
  ) {
    this.#undici = new Agent().compose(balancer.dispatchInterceptor()) as Agent;
  }

  async by(way: string): Promise<Partial<Echo>> {
    switch (way) {
      case 'fetch':
        return (await this.fetch('http://orders/fetch')).json() as Promise<Echo>;
      case 'axios':
        return (await firstValueFrom(this.http.get<Echo>('http://orders/axios'))).data;
      case 'undici':
        return (await undiciRequest('http://orders/undici', { dispatcher: this.#undici })).body.json() as Promise<Echo>;
      case 'client':
        return this.client.ask();
      default:
        return this.balancer.execute('orders', ({ metadata }) => ({ from: metadata.get('hint') }));
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.#undici.close();
  }
}

interface Guarded {
  guarded?: Partial<Echo>;
}

@Injectable()
class AskingGuard implements CanActivate {
  constructor(private readonly asking: Asking) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    context.switchToHttp().getRequest<Guarded>().guarded = await this.asking.by('fetch');
    return true;
  }
}

@Controller()
class AskingController {
  constructor(private readonly asking: Asking) {}

  @Get('by/:way')
  async ask(@Param('way') way: string): Promise<Partial<Echo>> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.asking.by(way);
  }

  @Post('upload')
  async upload(@Req() request: { readonly raw?: IncomingMessage } & IncomingMessage): Promise<Partial<Echo>> {
    const stream = request.raw ?? request;
    // goes on in an event of the stream, as parsers of uploads do
    return new Promise((resolve) => {
      stream.resume().once('end', () => resolve(this.asking.by('fetch')));
    });
  }

  @Post('order')
  @UseGuards(AskingGuard)
  async order(@Body() body: unknown, @Req() { guarded }: Guarded) {
    return { body, guarded, handled: await this.asking.by('fetch') };
  }
}

@Injectable()
@LoadBalancerLifecycle()
class Audit implements LoadBalancerLifecycle {
  readonly lines: string[] = [];

  onComplete({ service, path }: LifecycleRequest, { status }: Completion): void {
    this.lines.push(`${service}${path} ${status}`);
    throw new Error('the audit is full');
  }
}

describe('calls within requests', () => {
  const echoes: Awaited<ReturnType<typeof startEcho>>[] = [];
  beforeAll(async () => {
    echoes.push(await startEcho('blue'), await startEcho('green'));
  });
  afterAll(() => Promise.all(echoes.map((echo) => echo.close())));

  function shop(calling: CallingOptions = {}) {
    const orders = echoes.map(({ name, port }) =>
      anInstance({ instanceId: `at-${name}`, port, metadata: { hint: name } }),
    );
    const loadBalancer = { rule: 'round-robin', narrow: ['sticky' as const, 'hint' as const] };

    @Module({
      imports: [
        DiscoveryTestingModule.forServices({ orders }, { calling: { loadBalancer, ...calling } }),
        HttpModule.register({}),
      ],
      controllers: [AskingController],
      providers: [Asking, Audit],
    })
    class ShopModule {}
    return ShopModule;
  }

  describe.each(ADAPTERS)('on %s', (_name, adapter) => {
    it('go where each says, and carry its trace, in every way to call', async () => {
      const { http, close: stop } = await listenApp(shop(), adapter);
      for (const way of ['fetch', 'axios', 'undici', 'client', 'execute']) {
        for (const hint of ['green', 'blue', 'blue', 'green']) {
          const headers = { 'x-sc-lb-hint': hint, traceparent: PARENT, tracestate: 'a=1', authorization: 'Basic eDp5' };
          const echo = (await http.get(`/by/${way}`, headers)).json() as Echo;
          expect([way, echo.from]).toEqual([way, hint]);
          if (way === 'execute') continue;
          expect(echo.headers).toMatchObject({ traceparent: PARENT, tracestate: 'a=1' });
          expect(echo.headers).not.toHaveProperty('authorization');
          expect(echo.headers).not.toHaveProperty('x-sc-lb-hint');
        }
      }
      await stop();
    });

    it('do not mix when many are under way on the same connections', async () => {
      const { port, close: stop } = await listenApp(shop({ context: { passOn: ['X-Number'] } }), adapter);
      const ask = async (number: number): Promise<void> => {
        const id = number % 2 === 0 ? 'green' : 'blue';
        const isOrder = number % 3 === 0;
        const headers = {
          'content-type': 'application/json',
          cookie: `a=b; sc-lb-instance-id=at-${id}`,
          'x-number': String(number),
        };
        const body = JSON.stringify({ number, text: 'x'.repeat(number * 3000) });
        const response = await (isOrder
          ? fetch(`http://127.0.0.1:${port}/order`, { method: 'POST', headers, body })
          : fetch(`http://127.0.0.1:${port}/by/fetch`, { headers }));
        const answer = (await response.json()) as Echo & { readonly guarded: Echo; readonly handled: Echo };
        const calls = isOrder ? [answer.guarded, answer.handled] : [answer];
        for (const call of calls) {
          expect([number, call.from, call.headers['x-number']]).toEqual([number, id, String(number)]);
        }
      };
      for (let round = 0; round < 2; round++) await Promise.all(Array.from({ length: 24 }, (_, number) => ask(number)));
      await stop();
    });

    it('know of their request while its body comes in', async () => {
      const app = await createApp(shop(), adapter);
      // a body that Nest leaves to the application
      const fastify = app.getHttpAdapter().getInstance() as {
        addContentTypeParser?(
          type: string,
          parser: (request: unknown, payload: unknown, done: () => void) => void,
        ): void;
      };
      fastify.addContentTypeParser?.('application/zip', (_request, _payload, done) => done());
      await app.listen(0, '127.0.0.1');
      const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
      const headers = { 'content-type': 'application/zip', 'x-sc-lb-hint': 'green', traceparent: PARENT };
      for (let call = 0; call < 3; call++) {
        const body = Buffer.alloc(300_000);
        const response = await fetch(`http://127.0.0.1:${port}/upload`, { method: 'POST', headers, body });
        expect(await response.json()).toMatchObject({ from: 'green', headers: { traceparent: PARENT } });
      }
      await close(app);
    });

    it('know of their request below a prefix too', async () => {
      const app = await createApp(shop(), adapter);
      app.setGlobalPrefix('api');
      await app.listen(0, '127.0.0.1');
      const response = await fetch(`${await app.getUrl()}/api/by/fetch`, { headers: { traceparent: PARENT } });
      expect(((await response.json()) as Echo).headers).toMatchObject({ traceparent: PARENT });
      await close(app);
    });

    it('carry nothing where requests are not to be noted', async () => {
      const { http, close: stop } = await listenApp(shop({ context: false }), adapter);
      const headers = { 'x-sc-lb-hint': 'green', traceparent: PARENT };
      const froms = new Set<string>();
      for (let call = 0; call < 4; call++) {
        const echo = (await http.get('/by/fetch', headers)).json() as Echo;
        froms.add(echo.from);
        expect(echo.headers).not.toHaveProperty('traceparent');
      }
      expect(froms.size).toBe(2);
      await stop();
    });
  });

  it('know of a request that never was on a wire', async () => {
    const [, fastify] = ADAPTERS[1] ?? [];
    const app = (await createApp(shop(), fastify)) as unknown as NestFastifyApplication;
    await app.init();
    const answer = await app.inject({ url: '/by/fetch', headers: { 'x-sc-lb-hint': 'green', traceparent: PARENT } });
    expect(answer.json()).toMatchObject({ from: 'green', headers: { traceparent: PARENT } });
    await close(app);
  });

  it('are within what the application says where there is no server', async () => {
    const app = await createApp(shop());
    const [asking, inbound] = [app.get(Asking), app.get(InboundContext)];
    for (const hint of ['green', 'green', 'blue']) {
      const echo = await inbound.run({ 'x-sc-lb-hint': hint, traceparent: PARENT }, () => asking.by('fetch'));
      expect(echo).toMatchObject({ from: hint, headers: { traceparent: PARENT } });
    }
    expect((await asking.by('fetch')).headers).not.toHaveProperty('traceparent');
    await close(app);
  });

  it('are told to marked providers and to those that the options name; what throws is logged once', async () => {
    const logger = new LogLines();
    const started: string[] = [];
    const own = {
      onStartRequest: (_: unknown, { instanceId }: { readonly instanceId: string }) => started.push(instanceId),
    };
    const app = await createApp(shop({ lifecycle: [own] }), undefined, logger);
    await app.init();
    const asking = app.get(Asking);
    await asking.by('fetch');
    await asking.by('axios');
    await asking.by('execute');
    expect(app.get(Audit).lines).toEqual(['orders/fetch SUCCESS', 'orders/axios SUCCESS', 'orders SUCCESS']);
    expect(started.toSorted()).toHaveLength(3);
    const told = logger.lines.filter((line) => line.includes('threw'));
    expect(told).toEqual([expect.stringContaining('Audit.onComplete threw, and the call went on')]);
    await close(app);
  });

  it("are counted in the host's registry, by two applications in one process", async () => {
    const apps = [await createApp(shop({ metrics: true })), await createApp(shop({ metrics: true }))];
    for (const app of apps) await app.get(Asking).by('fetch');
    const text = await register.metrics();
    const counts = [
      ...text.matchAll(/^loadbalancer_requests_success_seconds_count\{.*serviceId="orders".*\} (\d+)$/gm),
    ];
    expect(counts.map(([, count]) => Number(count)).reduce((sum, count) => sum + count, 0)).toBe(2);
    for (const app of apps) await close(app);
    register.clear();
  });
});
