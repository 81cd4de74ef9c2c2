import { afterEach, describe, expect, it } from '@jest/globals';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

/** A peer that refuses connections: what is asked first waits for it. */
const WAITING = { client: { serviceUrl: { defaultZone: 'http://127.0.0.1:1/eureka/' } } };
const SENTENCE = 'The registry has just started and is not in step yet; try again.';

/** Why a read cannot be answered now: no client may take the answer for a registry without instances. */
describe('a registry that is not in step yet', () => {
  let server: RegistryServer;
  afterEach(() => server.close());

  it.each(['apps', 'apps/delta', 'apps/ORDERS', 'apps/ORDERS/id', 'instances/id', 'vips/orders', 'svips/orders'])(
    'refuses GET %s as a text that is neither JSON nor XML, which hudl/fargo would unpack',
    async (path) => {
      server = await startRegistry(WAITING);
      for (const accept of ['application/json', 'application/xml']) {
        const { status, headers, text } = await server.get(`/eureka/${path}`, { accept });
        expect([status, headers['retry-after'], headers['content-type'], text]).toEqual([
          503,
          '1',
          'text/plain;charset=UTF-8',
          SENTENCE,
        ]);
      }
    },
  );

  it('tells people as Spring does', async () => {
    server = await startRegistry(WAITING);
    const answer = await server.get('/eureka/apps', { accept: '*/*' });
    expect(answer.status).toBe(503);
    expect(answer.json()).toMatchObject({ status: 503, message: SENTENCE, path: '/eureka/apps' });
  });
});
