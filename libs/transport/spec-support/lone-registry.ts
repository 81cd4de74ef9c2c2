import { afterEach } from '@jest/globals';
import { systemClock } from '@nest-eureka/time';
import { Connections, EndpointCalls, parseEndpoint } from '../src/index.js';
import type { ConnectionSettings, EndpointRequest } from '../src/index.js';
import { FakeRegistry } from './fake-registry.js';
import type { Answer } from './fake-registry.js';
import { settingsFor } from './settings.js';

export const BEAT: EndpointRequest<never> = { method: 'PUT', path: 'apps/A/i1' };

const cleanups: (() => unknown)[] = [];

/** To be called once by a spec that calls `loneRegistry`: closes what its tests leave open. */
export function closeLoneRegistries(): void {
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });
}

/** One registry and calls to it alone, over real connections. */
export async function loneRegistry(answer: Answer, changes: Partial<ConnectionSettings> = {}, userInfo = '') {
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
