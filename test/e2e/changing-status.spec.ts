import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const APP = '/eureka/apps/ORDERS';
const INSTANCE = `${APP}/web1.example.com:orders:8080`;

describe('changing status, metadata and leaving', () => {
  let server: RegistryServer;
  const instance = async (): Promise<Record<string, unknown>> =>
    ((await server.get(INSTANCE)).json() as { instance: Record<string, unknown> }).instance;

  beforeAll(async () => {
    server = await startRegistry();
  });
  beforeEach(async () => {
    await server.delete(INSTANCE);
    await server.post(APP, aRegistration());
  });
  afterAll(() => server.close());

  it('overrides a status, which a client’s own registration cannot undo', async () => {
    const answer = await server.put(`${INSTANCE}/status?value=OUT_OF_SERVICE&lastDirtyTimestamp=1800000000000`);
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await instance()).toMatchObject({
      status: 'OUT_OF_SERVICE',
      overriddenStatus: 'OUT_OF_SERVICE',
      actionType: 'MODIFIED',
      lastDirtyTimestamp: '1800000000000',
    });
    await server.post(APP, aRegistration({ lastDirtyTimestamp: '1900000000000' }));
    expect(await instance()).toMatchObject({ status: 'OUT_OF_SERVICE', overriddenStatus: 'OUT_OF_SERVICE' });
    expect((await server.get('/eureka/serverinfo/statusoverrides')).json()).toEqual({
      'web1.example.com:orders:8080': 'OUT_OF_SERVICE',
    });
  });

  it('takes an override back to a named status', async () => {
    await server.put(`${INSTANCE}/status?value=OUT_OF_SERVICE`);
    expect((await server.delete(`${INSTANCE}/status?value=UP`)).status).toBe(200);
    expect(await instance()).toMatchObject({ status: 'UP', overriddenStatus: 'UNKNOWN' });
  });

  it.each(['', '?value=up', '?value=BOGUS', '?value=DOWN&lastDirtyTimestamp=abc'])(
    'refuses PUT status%s with the reason and changes nothing',
    async (query) => {
      const answer = await server.put(`${INSTANCE}/status${query}`, { accept: 'application/json' });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ message: expect.stringMatching(/value|lastDirtyTimestamp/) });
      expect(await instance()).toMatchObject({ status: 'UP', overriddenStatus: 'UNKNOWN' });
    },
  );

  it('merges metadata, the first value of each name, and registers the instance anew', async () => {
    const answer = await server.put(`${INSTANCE}/metadata?k=v&k=w&x&plus=b%26c+d&__proto__=p`);
    expect([answer.status, answer.text]).toEqual([200, '']);
    const { metadata, actionType, lastDirtyTimestamp } = await instance();
    expect(Object.entries(metadata as object)).toEqual([
      ['management.port', '8081'],
      ['k', 'v'],
      ['x', ''],
      ['plus', 'b&c d'],
      ['__proto__', 'p'],
    ]);
    expect([actionType, lastDirtyTimestamp]).toEqual(['ADDED', '1699999999900']);
  });

  it('refuses metadata that XML cannot carry', async () => {
    expect((await server.put(`${INSTANCE}/metadata?k=%01`)).status).toBe(400);
    expect((await server.put(`${INSTANCE}/metadata?=v`)).status).toBe(400);
  });

  it('answers every change of an unknown instance 404 with an empty body', async () => {
    const unknown = `${APP}/nobody`;
    for (const [method, path] of [
      ['DELETE', unknown],
      ['PUT', `${unknown}/status?value=BOGUS`],
      ['DELETE', `${unknown}/status`],
      ['PUT', `${unknown}/metadata?a=b`],
    ] as const) {
      const answer = await server.call(method, path, { headers: { accept: 'application/json' } });
      expect([method, path, answer.status, answer.text]).toEqual([method, path, 404, '']);
    }
  });

  it('cancels once', async () => {
    const answer = await server.delete(INSTANCE);
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect((await server.delete(INSTANCE)).status).toBe(404);
    expect((await server.get(APP)).status).toBe(404);
  });
});
