import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StandaloneRegistryModule } from '@nest-eureka/registry';
import type { RegistryConfiguration } from '@nest-eureka/registry';
import { listenAddresses } from './listen-addresses.js';
import { listen } from './listen.js';
import { QuietLogger } from './quiet-logger.js';
import { startUpText } from './start-up-text.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Longest instance id that clients are known to use, with room (contract section 3). */
const MAX_PATH_SEGMENT = 8192;
const MAX_HEADER_BYTES = 65_536;

/** Starts the registry of one configuration and tells on standard output how it is reached. */
export async function startServer(configuration: RegistryConfiguration): Promise<void> {
  const addresses = listenAddresses(configuration);
  const adapter = new FastifyAdapter({
    bodyLimit: configuration.server.maxBodyBytes,
    keepAliveTimeout: configuration.server.keepAliveTimeoutMs,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { maxParamLength: MAX_PATH_SEGMENT },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    StandaloneRegistryModule.withConfiguration(configuration),
    adapter,
    { logger: new QuietLogger(), abortOnError: false },
  );
  if (configuration.contextPath !== '') app.setGlobalPrefix(configuration.contextPath);
  const listening = await listen(app, configuration.port, addresses);
  process.stdout.write(startUpText(configuration, listening.urls));
  stopOnSignals(process, {
    timeoutMs: configuration.server.shutdownTimeoutMs,
    async stop() {
      await Promise.all([listening.close(), app.close()]);
    },
  });
}
