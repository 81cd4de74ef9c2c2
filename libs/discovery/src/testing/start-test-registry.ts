import { loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryOptions } from '@nest-eureka/config';
import { NestFactory } from '@nestjs/core';
import { NO_SURROUNDINGS } from './no-surroundings.js';

/** A registry of its own for a test, over real HTTP. */
export interface TestRegistry {
  /** What clients take as their service URL: `http://127.0.0.1:<port>/eureka/`. */
  readonly serviceUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts a whole registry on a port of this machine, with whichever HTTP adapter the application under test has. Nothing of
 * the surroundings reaches it, no file, variable or command line: the options are all there is. Needs the package
 * `@nest-eureka/registry`.
 * @param options as `RegistryModule.forRoot` takes them; without a port any free one is taken
 */
export async function startTestRegistry(options: RegistryOptions = {}): Promise<TestRegistry> {
  const { StandaloneRegistryModule } = await import('@nest-eureka/registry');
  const configuration = loadRegistryConfiguration({
    ...NO_SURROUNDINGS,
    options: { port: 0, ...options },
  });
  const module = StandaloneRegistryModule.withConfiguration(configuration);
  const app = await NestFactory.create(module, { logger: false, abortOnError: false });
  await app.listen(configuration.port, '127.0.0.1');
  const { port } = (app.getHttpServer() as { address(): { readonly port: number } }).address();
  return { serviceUrl: `http://127.0.0.1:${port}/eureka/`, port, close: () => app.close() };
}
