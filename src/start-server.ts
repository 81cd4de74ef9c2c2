import type { Server as TlsServer } from 'node:https';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RegistryConfiguration } from '@nest-eureka/registry';
import { createHttpAdapter } from './http-adapter.js';
import { listenAddresses } from './listen-addresses.js';
import { ListenerTls } from './listener-tls.js';
import { listen } from './listen.js';
import type { Listening } from './listen.js';
import { QuietLogger } from './quiet-logger.js';
import { serverModule } from './server-module.js';
import { startUpText } from './start-up-text.js';
import { stopOnSignals } from './stop-on-signals.js';
import { keepYoungGeneration } from './young-generation.js';

/** Starts the registry of one configuration and tells on standard output how it is reached. */
export async function startServer(configuration: RegistryConfiguration): Promise<void> {
  const addresses = listenAddresses(configuration);
  const tls = configuration.tls && (await ListenerTls.read(configuration.tls));
  const isJson = configuration.server.logFormat === 'json';
  const logger = new QuietLogger({ json: isJson });
  const app = await NestFactory.create<NestFastifyApplication>(
    serverModule(configuration),
    createHttpAdapter(configuration.server, tls?.options),
    { logger, abortOnError: false },
  );
  if (configuration.contextPath !== '') app.setGlobalPrefix(configuration.contextPath);
  const listening = await listenOrClose(app, configuration, addresses);
  tls?.keepUpToDate(app.getHttpServer() as unknown as TlsServer);
  const account = startUpText(configuration, listening.urls);
  if (isJson) logger.log(account.trim(), 'Registry');
  else process.stdout.write(account);
  keepYoungGeneration([...process.execArgv, process.env.NODE_OPTIONS ?? '']);
  stopOnSignals(process, {
    timeoutMs: configuration.server.shutdownTimeoutMs,
    async stop() {
      await Promise.all([listening.close(), app.close()]);
    },
  });
}

/** What could not be started altogether is closed again, so that the process can end. */
async function listenOrClose(
  app: NestFastifyApplication,
  configuration: RegistryConfiguration,
  addresses: readonly string[],
): Promise<Listening> {
  try {
    return await listen(app, configuration.port, addresses);
  } catch (error) {
    await app.close();
    throw error;
  }
}
