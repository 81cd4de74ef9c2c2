import { systemClock } from '@nest-eureka/time';
import { Connections, EndpointCalls, parseEndpoint } from '../src/index.js';
import type { ConnectionSettings } from '../src/index.js';
import { FakeRegistry } from './fake-registry.js';
import type { Answer } from './fake-registry.js';
import { settingsFor } from './settings.js';

/** One registry and calls to it alone, over real connections; `cleanups` gets what closes both. */
export async function loneRegistry(
  cleanups: (() => unknown)[],
  answer: Answer,
  changes: Partial<ConnectionSettings> = {},
  userInfo = '',
) {
  const registry = await FakeRegistry.start(answer);
  const endpoint = parseEndpoint(registry.url.replace('//', `//${userInfo}`));
  if (endpoint === undefined) throw new Error(`no service URL: ${registry.url}`);
  const connections = new Connections(settingsFor([], changes), { clock: systemClock, tls: undefined });
  cleanups.push(
    () => connections.close(),
    () => registry.stop(),
  );
  return { registry, connections, calls: new EndpointCalls(endpoint, connections) };
}
