import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RequestsInFlight } from './requests-in-flight.js';

const responses: ServerResponse[] = [];
const server = createServer((_request, response) => void responses.push(response));
const requests = new RequestsInFlight(server);

async function ask(accept = '*/*'): Promise<ServerResponse> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, agent: false, headers: { accept } })
    .on('error', () => {})
    .on('response', (incoming) => incoming.resume());
  await once(server, 'request');
  return responses.at(-1) as ServerResponse;
}

describe('RequestsInFlight', () => {
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('has ended when there is none', async () => {
    expect(requests.count).toBe(0);
    await expect(requests.ended()).resolves.toBeUndefined();
  });

  it('ends with the last answer, sent or broken off', async () => {
    const first = await ask();
    const second = await ask();
    expect(requests.count).toBe(2);
    let hasEnded = false;
    const ended = requests.ended().then(() => (hasEnded = true));
    first.end('done');
    await once(first, 'close');
    expect(requests.count).toBe(1);
    expect(hasEnded).toBe(false);
    second.destroy();
    await ended;
    expect(requests.count).toBe(0);
  });

  it('does not wait for a stream of events', async () => {
    await ask('text/event-stream');
    expect(requests.count).toBe(0);
    await expect(requests.ended()).resolves.toBeUndefined();
  });
});
