import { beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const JSON_TYPE = { accept: 'application/json' };

describe('reading what has not changed', () => {
  let server: RegistryServer;
  const tagOf = async (path: string, headers: Record<string, string> = JSON_TYPE): Promise<string> =>
    (await server.get(path, headers)).headers.etag ?? '';
  const statusFor = async (path: string, tag: string, headers: Record<string, string> = JSON_TYPE): Promise<number> =>
    (await server.get(path, { ...headers, 'if-none-match': tag })).status;

  beforeAll(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/ORDERS', aRegistration());
    await server.post('/eureka/apps/STOCK', aRegistration({ app: 'STOCK', instanceId: 'third' }));
  });

  it.each(['/eureka/apps', '/eureka/apps/delta', '/eureka/apps/ORDERS', '/eureka/vips/orders'])(
    'answers 304 without a body to who has %s already',
    async (path) => {
      const tag = await tagOf(path);
      expect(tag).toMatch(/^W\/"[^"]+"$/);
      const answer = await server.get(path, { ...JSON_TYPE, 'if-none-match': `"other", ${tag}` });
      expect([answer.status, answer.headers.etag, answer.bytes.length]).toEqual([304, tag, 0]);
      expect(answer.headers['content-type']).toBeUndefined();
      expect(await statusFor(path, '*')).toBe(304);
      expect(await statusFor(path, 'W/"other"')).toBe(200);
    },
  );

  it('takes zipped and plain bytes for the same document, and another language for another', async () => {
    const tag = await tagOf('/eureka/apps');
    expect(await tagOf('/eureka/apps', { ...JSON_TYPE, 'accept-encoding': 'gzip' })).toBe(tag);
    expect(await statusFor('/eureka/apps', tag, { accept: 'application/xml' })).toBe(200);
    expect(await statusFor('/eureka/apps', tag, { ...JSON_TYPE, 'x-eureka-accept': 'compact' })).toBe(200);
    expect(await statusFor('/eureka/apps/delta', tag)).toBe(200);
  });

  it('answers in full after every change of what is shown, and only then', async () => {
    const [all, orders, stock] = await Promise.all(
      ['/eureka/apps', '/eureka/apps/ORDERS', '/eureka/apps/STOCK'].map((path) => tagOf(path)),
    );
    await server.put('/eureka/apps/STOCK/third/status?value=OUT_OF_SERVICE');
    expect(await statusFor('/eureka/apps', all!)).toBe(200);
    expect(await statusFor('/eureka/apps/STOCK', stock!)).toBe(200);
    expect(await statusFor('/eureka/apps/ORDERS', orders!)).toBe(304);
    // back to what it was, which is not what it was then: a client may have seen what was in between
    await server.delete('/eureka/apps/STOCK/third/status?value=UP');
    expect(await statusFor('/eureka/apps', all!)).toBe(200);
  });

  it('never takes the tag of another process for its own', async () => {
    const other = await startRegistry();
    await other.post('/eureka/apps/ORDERS', aRegistration());
    const tags = new Set([(await other.get('/eureka/apps')).headers.etag, await tagOf('/eureka/apps')]);
    expect(tags.size).toBe(2);
    for (const tag of tags) {
      const statuses = await Promise.all(
        [server, other].map(
          async (one) => (await one.get('/eureka/apps', { ...JSON_TYPE, 'if-none-match': tag ?? '' })).status,
        ),
      );
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 304]);
    }
    await other.close();
  });
});
