import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const PATH = '/eureka/apps/ORDERS';
const ID = 'web1.example.com:orders:8080';

function requestText(method: string, path: string, body = '', isLast = false): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: registry', 'Accept: application/json'];
  if (body !== '') lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`);
  if (isLast) lines.push('Connection: close');
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

describe('requests that do not wait for the answer before them', () => {
  let server: RegistryServer;

  /** The statuses of the answers, in the order in which they came. */
  const statusesOf = async (...requests: readonly string[]): Promise<readonly number[]> => {
    const socket = connect(server.port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.write(requests.join(''));
    await once(socket, 'close');
    return Array.from(
      Buffer.concat(chunks)
        .toString()
        .matchAll(/HTTP\/1\.1 (\d+)/g),
      ([, status]) => Number(status),
    );
  };

  beforeAll(async () => {
    server = await startRegistry();
  });

  it('take effect in their order, and are answered in it', async () => {
    const statuses = await statusesOf(
      requestText('PUT', `${PATH}/${ID}`),
      requestText('POST', PATH, aRegistration()),
      requestText('PUT', `${PATH}/${ID}`),
      requestText('GET', PATH),
      requestText('DELETE', `${PATH}/${ID}`),
      requestText('POST', PATH, aRegistration({ status: 'DOWN' })),
      requestText('DELETE', `${PATH}/${ID}`),
      requestText('GET', PATH, '', true),
    );
    expect(statuses).toEqual([404, 204, 200, 200, 200, 204, 200, 404]);
    expect((await server.get(PATH)).status).toBe(404);
  });

  it('do not stop because one of them is refused', async () => {
    const statuses = await statusesOf(
      requestText('POST', PATH, '{'),
      requestText('POST', PATH, aRegistration()),
      requestText('GET', PATH),
      requestText('DELETE', `${PATH}/${ID}`, '', true),
    );
    expect(statuses).toEqual([400, 204, 200, 200]);
  });

  it('are answered when a hundred of them wait', async () => {
    const requests = Array.from({ length: 100 }, (_, n) => requestText('PUT', `${PATH}/nobody`, '', n === 99));
    const statuses = await statusesOf(requestText('POST', PATH, aRegistration()), ...requests);
    expect(statuses).toEqual([204, ...requests.map(() => 404)]);
  });

  it('end their connection when they are too many, whoever sends them, and nobody else’s', async () => {
    const guarded = await startRegistry({ users: [{ name: 'alice', password: 'right' }] });
    const guess = (password: string): string =>
      `GET ${PATH} HTTP/1.1\r\nHost: registry\r\nAuthorization: Basic ${Buffer.from(`alice:${password}`).toString('base64')}\r\n\r\n`;
    const socket = connect(guarded.port, '127.0.0.1');
    socket.on('error', () => {});
    let sent = 0;
    // the last of these attempts wait, and everything behind them
    for (let attempt = 0; attempt < 10; attempt++) socket.write(guess(`wrong${attempt}`));
    const flood = requestText('GET', PATH).repeat(1000);
    const send = (): void => {
      do sent += 1000;
      while (socket.write(flood) && sent < 1_000_000);
    };
    socket.on('drain', send);
    send();
    socket.resume();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    expect(sent).toBeLessThan(100_000);
    const right = { authorization: `Basic ${Buffer.from('alice:right').toString('base64')}` };
    expect((await guarded.get(PATH, right)).status).toBe(404);
  });
});
