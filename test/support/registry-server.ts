import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll } from '@jest/globals';
import { loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryOptions } from '@nest-eureka/config';
import { Registry, StandaloneRegistryModule } from '@nest-eureka/registry';
import { createHttpAdapter } from '../../src/http-adapter.js';
import { HttpCaller } from './http-caller.js';
import { NOWHERE } from './nowhere.js';

/** A registry that runs for one test file, reached over real HTTP. */
export interface RegistryServer extends HttpCaller {
  readonly registry: Registry;
  readonly port: number;
  close(): Promise<void>;
}

/** A test that fails may leave its registry running; the file's end stops it, so that jest can exit. */
const running = new Set<() => Promise<void>>();
afterAll(async () => {
  await Promise.all([...running].map((close) => close()));
});

/** Starts a registry, on a free port unless told otherwise; nothing of the machine but the given options reaches it. */
export async function startRegistry(
  options: RegistryOptions = {},
  address = '127.0.0.1',
  listenPort = 0,
): Promise<RegistryServer> {
  const configuration = loadRegistryConfiguration({
    ...NOWHERE,
    options: { port: 0, ...options },
  });
  const module = await Test.createTestingModule({
    imports: [StandaloneRegistryModule.withConfiguration(configuration)],
  }).compile();
  // as src/start-server.ts does it
  const adapter = createHttpAdapter(configuration.server);
  const app = module.createNestApplication<NestFastifyApplication>(adapter, { logger: false });
  if (configuration.contextPath !== '') app.setGlobalPrefix(configuration.contextPath);
  await app.listen(listenPort, address);
  const http: Server = app.getHttpServer();
  const { port } = http.address() as AddressInfo;
  const close = async (): Promise<void> => {
    if (running.delete(close)) await app.close();
  };
  running.add(close);
  return Object.assign(new HttpCaller(`http://127.0.0.1:${port}`), {
    registry: app.get(Registry),
    port,
    close,
  });
}
