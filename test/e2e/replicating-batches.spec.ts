import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anInstance, aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { Answer } from '../support/http-caller.js';
import type { RegistryServer } from '../support/registry-server.js';

const BATCH = '/eureka/peerreplication/batch/';
const APP = '/eureka/apps/ORDERS';
const ID = 'web1.example.com:orders:8080';
const ITEM = { appName: 'ORDERS', id: ID };

describe('replication batches', () => {
  let server: RegistryServer;
  const send = (items: readonly unknown[], headers = { accept: 'application/json' }): Promise<Answer> =>
    server.post(BATCH, JSON.stringify({ replicationList: items }), headers);
  const codes = async (items: readonly unknown[]): Promise<readonly number[]> => {
    const { responseList } = (await send(items)).json() as { responseList: { statusCode: number }[] };
    return responseList.map(({ statusCode }) => statusCode);
  };
  const status = async (): Promise<unknown> =>
    ((await server.get(`${APP}/${ID}`)).json() as { instance: Record<string, unknown> }).instance['status'];

  beforeAll(async () => {
    server = await startRegistry();
  });
  beforeEach(async () => {
    await server.delete(`${APP}/${ID}`);
    await server.post(APP, aRegistration({ lastDirtyTimestamp: '1000' }));
  });
  afterAll(() => server.close());

  it('are applied item by item, in their order', async () => {
    const register = { ...ITEM, id: 'new', action: 'Register', instanceInfo: anInstance({ instanceId: 'new' }) };
    const items = [
      register,
      { ...ITEM, action: 'Heartbeat', lastDirtyTimestamp: 1000, status: 'UP' },
      { ...ITEM, action: 'StatusUpdate', lastDirtyTimestamp: '1000', status: 'DOWN' },
      { ...ITEM, id: 'new', action: 'Cancel' },
      { ...ITEM, id: 'new', action: 'Cancel' },
    ];
    expect(await codes(items)).toEqual([200, 200, 200, 200, 404]);
    expect(await status()).toBe('DOWN');
  });

  it('tell which node of ours it is that answers, and nobody else', async () => {
    const [first, second] = [await send([]), await send([])];
    expect(first.headers['x-eureka-node']).toMatch(/^[\w-]{36};v=2$/);
    expect(second.headers['x-eureka-node']).toBe(first.headers['x-eureka-node']);
    expect((await server.get('/eureka/apps')).headers).not.toHaveProperty('x-eureka-node');
  });

  it('end no newer registration than the one that a node of ours means', async () => {
    const cancel = { ...ITEM, action: 'Cancel', lastDirtyTimestamp: 999 };
    const ofOurs = { accept: 'application/json', 'X-Eureka-Node': 'other;v=1' };
    expect((await send([cancel], ofOurs)).json()).toMatchObject({
      responseList: [{ statusCode: 409, responseEntity: { lastDirtyTimestamp: '1000' } }],
    });
    expect((await send([{ ...cancel, lastDirtyTimestamp: 1000 }], ofOurs)).json()).toEqual({
      responseList: [{ statusCode: 200 }],
    });
  });

  it('end whatever stands when any other node sends a cancel, as in Java', async () => {
    expect(await codes([{ ...ITEM, action: 'Cancel', lastDirtyTimestamp: 999 }])).toEqual([200]);
  });

  it('answer the golden list of odd items as Java does', async () => {
    const noAction = { ...ITEM };
    expect(
      await codes([
        noAction,
        { id: ID, action: 'Cancel' },
        { appName: 'ORDERS', action: 'Cancel' },
        { ...ITEM, id: 'x', action: 'Cancel' },
        { ...ITEM, id: 'x', action: 'Heartbeat' },
        { ...ITEM, action: 'Register' },
        { ...ITEM, id: 'x', action: 'StatusUpdate', status: 'UP' },
        { ...ITEM, action: 'StatusUpdate' },
        { ...ITEM, action: 'StatusUpdate', status: 'BOGUS' },
        { ...ITEM, action: 'Heartbeat', lastDirtyTimestamp: 9000, overriddenStatus: 'BOGUS' },
        { ...ITEM, action: 'DeleteStatusOverride' },
        { ...ITEM, id: 'x', action: 'DeleteStatusOverride', lastDirtyTimestamp: 1 },
        { ...ITEM, appName: 'OTHER', action: 'Register', instanceInfo: anInstance() },
      ]),
    ).toEqual([500, 500, 500, 404, 404, 500, 404, 500, 500, 500, 500, 404, 200]);
  });

  it('give back the newer copy for a heartbeat that is behind, and ask for one that is ahead', async () => {
    const answer = await send([
      { ...ITEM, action: 'Heartbeat', lastDirtyTimestamp: 500 },
      { ...ITEM, action: 'Heartbeat', lastDirtyTimestamp: 2000, overriddenStatus: 'OUT_OF_SERVICE' },
    ]);
    expect(answer.json()).toMatchObject({
      responseList: [
        { statusCode: 409, responseEntity: { instanceId: ID, lastDirtyTimestamp: '1000' } },
        { statusCode: 404 },
      ],
    });
    // the override it told of holds from the next heartbeat on (server.md 2.7)
    await server.put(`${APP}/${ID}`);
    expect(await status()).toBe('OUT_OF_SERVICE');
  });

  it('may flip a status that a client’s registration may not', async () => {
    const instanceInfo = anInstance({ status: 'OUT_OF_SERVICE', lastDirtyTimestamp: 3000 });
    await send([{ ...ITEM, action: 'Register', instanceInfo }]);
    expect(await status()).toBe('OUT_OF_SERVICE');
  });

  it.each([
    ['an empty list', '{"replicationList":[]}', 200, '{"responseList":[]}'],
    ['no list', '{}', 400, '{"error": "cannot parse request body"}'],
    ['a null list', '{"replicationList":null}', 400, '{"error": "cannot parse request body"}'],
    ['an object for a list', '{"replicationList":{}}', 400, '{"error": "cannot parse request body"}'],
    [
      'an unknown action',
      '{"replicationList":[{"appName":"A","id":"i","action":"cancel"}]}',
      400,
      '{"error": "cannot parse request body"}',
    ],
    ['nothing', '', 400, '{"error": "cannot parse request body"}'],
  ])('of %s are answered %s', async (_name, body, expected, text) => {
    const answer = await server.post(BATCH, body, { accept: 'application/json' });
    expect([answer.status, answer.text]).toEqual([expected, text]);
  });

  it('come zipped from old peers, and are answered in XML to those who want it', async () => {
    const body = gzipSync(JSON.stringify({ replicationList: [{ ...ITEM, action: 'Heartbeat' }] }));
    const answer = await server.post(BATCH, body, { 'content-encoding': 'gzip' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/xml']);
    expect(answer.text).toContain('<statusCode>200</statusCode>');
  });

  it('in XML are refused', async () => {
    const answer = await server.post(BATCH, '<x/>', { 'content-type': 'application/xml' });
    expect([answer.status, answer.text]).toEqual([400, '<error><message>cannot parse request body</message></error>']);
  });

  it('take an instance with more metadata than a client may send, so that its neighbours arrive', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`k${index}`, 'v']));
    const instanceInfo = anInstance({ metadata, lastDirtyTimestamp: 5000 });
    expect(
      await codes([
        { ...ITEM, action: 'Register', instanceInfo },
        { ...ITEM, action: 'Heartbeat' },
      ]),
    ).toEqual([200, 200]);
  });

  it('of 5,000 items are answered one by one', async () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({ ...ITEM, id: `none-${index}`, action: 'Heartbeat' }));
    expect((await codes(items)).filter((code) => code === 404)).toHaveLength(5000);
  });
});
