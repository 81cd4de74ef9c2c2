import type { RegistryOptions } from '@nest-eureka/registry';
import { NestFactory } from '@nestjs/core';

/** A registry of its own for a test, over real HTTP. */
export interface TestRegistry {
  /** What clients take as their service URL: `http://127.0.0.1:<port>/eureka/`. */
  readonly serviceUrl: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts a whole registry on any free port of this machine, with whichever HTTP adapter the application has. Needs the
 * package `@nest-eureka/registry`.
 * @param options as `RegistryModule.forRoot` takes them; a port other than 0 starts a registry where one was before
 */
export async function startTestRegistry({ port = 0, ...options }: RegistryOptions = {}): Promise<TestRegistry> {
  const { RegistryModule } = await import('@nest-eureka/registry');
  const app = await NestFactory.create(RegistryModule.forRoot(options), { logger: false, abortOnError: false });
  await app.listen(port, '127.0.0.1');
  const address = (app.getHttpServer() as { address(): { readonly port: number } }).address();
  return {
    serviceUrl: `http://127.0.0.1:${address.port}/eureka/`,
    port: address.port,
    close: () => app.close(),
  };
}
