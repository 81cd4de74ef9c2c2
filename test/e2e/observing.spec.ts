import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { ChangeStream } from '../support/change-stream.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

useCleanSurroundings();

describe('what the dashboard shows of a registry', () => {
  let server: RegistryServer;
  beforeEach(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/ORDERS', aRegistration({ app: 'ORDERS', instanceId: 'one' }));
  });
  afterEach(() => server.close());

  it('is a history that begins with the start and is still growing', async () => {
    const history = (await server.get('/eureka/x/history')).json();
    expect(history).toMatchObject({
      everyMs: 15_000,
      points: [],
      now: { instances: 1, statuses: { UP: 1 }, registered: 1, cancelled: 0, evicted: 0, isHolding: false },
    });
    expect(await server.get('/eureka/x/history?since=yesterday')).toMatchObject({ status: 400 });
  });

  it('is who watches an instance, with nothing that opens a stream of theirs', async () => {
    const headers = { 'x-eureka-watcher': `n${'x'.repeat(100)}`, 'user-agent': 'probe/1 http://ann:pw@host/' };
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch?apps=ORDERS`, headers);
    await stream.next();
    await server.get('/eureka/apps/delta');
    const answer = await server.get('/eureka/x/apps/orders/one/watchers');
    expect(answer.json()).toEqual({
      revision: 1,
      streams: 1,
      behind: 0,
      watchers: [
        {
          name: `n${'x'.repeat(63)}`,
          user: 'anybody',
          address: '127.0.0.1',
          client: 'probe/1 http://***@host/',
          at: expect.any(Number),
          watches: 'a part',
          confirms: false,
          told: 1,
          seen: 1,
          isCurrent: true,
        },
      ],
      polls: { named: 0, nameless: true },
      otherNodes: 0,
    });
    stream.close();
    expect(await server.get('/eureka/x/apps/ORDERS/nobody/watchers')).toMatchObject({ status: 404 });
  });
});
