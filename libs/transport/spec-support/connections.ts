import { systemClock } from '@nest-eureka/time';
import { Connections, EndpointCalls, parseEndpoint } from '../src/index.js';
import type { ConnectionSettings } from '../src/index.js';
import { settingsFor } from './settings.js';

/** Calls to one registry over real connections. */
export function callsOver(url: string, changes: Partial<ConnectionSettings> = {}) {
  const endpoint = parseEndpoint(url);
  if (endpoint === undefined) throw new Error(`no service URL: ${url}`);
  const connections = new Connections(settingsFor([], changes), { clock: systemClock, tls: undefined });
  return { connections, calls: new EndpointCalls(endpoint, connections) };
}
