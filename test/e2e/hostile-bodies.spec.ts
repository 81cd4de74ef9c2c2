import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bystander } from '../support/bystander.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const XML = { 'content-type': 'application/xml' };
const GZIP = { 'content-encoding': 'gzip' };
const BOMB = gzipSync(Buffer.alloc(64_000_000));

const POST = 'POST /eureka/apps/BAD HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n`;

describe('what is sent to break in or to break down', () => {
  let server: RegistryServer;
  const bystander = new Bystander();
  beforeAll(async () => {
    server = await startRegistry();
    await bystander.register(server);
  });
  beforeEach(() => bystander.forget());

  /** Somebody else's heartbeats went on all the time, and nothing was registered. */
  async function nobodyNotices(): Promise<void> {
    await until('others renew', () => bystander.statuses.length >= 3);
    expect(new Set(bystander.statuses)).toEqual(new Set([200]));
    expect((await server.get('/eureka/apps/BAD')).status).toBe(404);
  }

  it.each([
    ['gzip within gzip', gzipSync(BOMB), GZIP, 400],
    ['gzip said twice', gzipSync(BOMB), { 'content-encoding': 'gzip, gzip' }, 415],
    [
      'a bomb of many members',
      Buffer.concat(Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(1_000_000)))),
      GZIP,
      413,
    ],
    ['a bomb with something behind it', Buffer.concat([BOMB, Buffer.alloc(1000, 'x')]), GZIP, 413],
    ['an encoding that nobody knows', 'x', { 'content-encoding': 'br' }, 415],
    [
      'an entity that grows',
      `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100_000)}">]><instance>${'&a;'.repeat(100_000)}</instance>`,
      XML,
      400,
    ],
    ['an entity of the document type alone', '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><instance/>', XML, 400],
    ['entities that nobody declared', `<instance><app>${'&a;'.repeat(100_000)}</app></instance>`, XML, 400],
    ['XML that never ends', `<instance>${'<app>'.repeat(300_000)}`, XML, 400],
    [
      'an element of twenty thousand attributes',
      `<instance ${Array.from({ length: 20_000 }, (_, n) => `a${n}="b"`).join(' ')}>`,
      XML,
      400,
    ],
    ['a comment that never ends', `<instance><!--${'-'.repeat(1_000_000)}`, XML, 400],
    ['a hundred thousand elements', `<instance>${'<a/>'.repeat(100_000)}</instance>`, XML, 400],
    [
      'JSON of a hundred thousand members',
      `{"instance":{${Array.from({ length: 100_000 }, (_, n) => `"a${n}":1`).join(',')}}}`,
      {},
      400,
    ],
    ['a number of a million digits', `{"instance":{"app":"BAD","port":{"$":${'9'.repeat(1_000_000)}}}}`, {}, 400],
    ['a text that never ends', `{"instance":{"app":"${'\\\\'.repeat(1_000_000)}`, {}, 400],
  ])('%s is refused', async (_what, body, headers, status) => {
    expect((await server.post('/eureka/apps/BAD', body, headers)).status).toBe(status);
    await nobodyNotices();
  });

  it('twenty bombs at once are refused, and nobody waits for them', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => server.post('/eureka/apps/BAD', BOMB, GZIP)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 413));
    await nobodyNotices();
  });

  it.each([
    ['a header that goes on in the next line', `${POST}X: a\r\n b\r\n\r\n`],
    ['a length in the next line', `${POST}Content-Length:\r\n 5\r\n\r\nhello`],
    ['two lengths', `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n12`],
    ['a list of lengths', `${POST}Content-Length: 1, 1\r\n\r\n1`],
    ['a length with a sign', `${POST}Content-Length: +5\r\n\r\nhello`],
    ['a hexadecimal length', `${POST}Content-Length: 0x5\r\n\r\nhello`],
    ['a length behind chunks', `${CHUNKED}Content-Length: 5\r\n\r\n0\r\n\r\n`],
    ['chunks by another name', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['chunks that are not the last encoding', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a space before the colon', `${POST}Content-Length : 5\r\n\r\nhello`],
    ['lines that end with half an end', POST.replaceAll('\r\n', '\n') + '\n'],
    ['a carriage return within a header', `${POST}X: a\rY: b\r\n\r\n`],
    ['a NUL within a header', `${POST}X: a\0b\r\n\r\n`],
    ['no host', 'GET /eureka/apps HTTP/1.1\r\n\r\n'],
    ['a chunk of a size beyond all numbers', `${CHUNKED}\r\nfffffffffffffffff\r\n{`],
    ['chunks whose lines end with half an end', `${CHUNKED}\r\n1\n{\n0\n\n`],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('%s is refused, and what stands behind it is no request', async (_what, bytes) => {
    const answers = await answersTo(`${bytes}PUT /eureka/apps/GOOD/good/status?value=DOWN HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answers).toEqual([400]);
    expect((await server.get('/eureka/apps/GOOD/good')).json()).toMatchObject({ instance: { status: 'UP' } });
    await nobodyNotices();
  });

  it('a request within the body of another is none', async () => {
    const inner = 'PUT /eureka/apps/GOOD/good/status?value=DOWN HTTP/1.1\r\nHost: x\r\n\r\n';
    const close = 'Connection: close\r\n';
    expect(
      await answersTo(
        `GET /eureka/status HTTP/1.1\r\nHost: x\r\n${close}Content-Length: ${inner.length}\r\n\r\n${inner}`,
      ),
    ).toEqual([200]);
    expect(await answersTo(`${CHUNKED}${close}\r\n${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`)).toEqual([
      400,
    ]);
    expect((await server.get('/eureka/apps/GOOD/good')).json()).toMatchObject({ instance: { status: 'UP' } });
    await nobodyNotices();
  });

  /** The statuses that come back on a connection of its own for these bytes. */
  function answersTo(bytes: string): Promise<readonly number[]> {
    return new Promise((resolve) => {
      let text = '';
      const end = (): void => resolve(Array.from(text.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => Number(status)));
      const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('error', end);
      socket.on('close', end);
    });
  }
});
