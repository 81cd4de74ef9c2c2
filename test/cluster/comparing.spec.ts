import { afterEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const APP = '/eureka/apps/ORDERS';

describe('a node that compares itself with its peer', () => {
  const running: RegistryServer[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((node) => node.close()));
  });

  async function start(options: Parameters<typeof startRegistry>[0] = {}): Promise<RegistryServer> {
    const node = await startRegistry(options);
    running.push(node);
    return node;
  }

  it('takes what no message brings, since the peer does not know of it', async () => {
    const peer = await start();
    const client = { serviceUrl: { defaultZone: `http://127.0.0.1:${peer.port}/eureka/` } };
    const node = await start({ compareIntervalMs: 100, client });
    await until('it is ready', async () => (await node.get('/eureka/apps')).status === 200);
    await peer.post(APP, aRegistration({ instanceId: 'late' }));
    await until('it is here', () => node.registry.instance('ORDERS', 'late'));
    await peer.put(`${APP}/late/status?value=OUT_OF_SERVICE`);
    await until('it is out of service', () => node.registry.instance('ORDERS', 'late')?.status === 'OUT_OF_SERVICE');
    expect(node.registry.instance('ORDERS', 'late')?.overriddenStatus).toBe('OUT_OF_SERVICE');
  });

  it('takes it with the credentials of the service URL', async () => {
    const users = [{ name: 'node', password: 'secret', roles: ['peer', 'reader', 'registrar'] as const }];
    const peer = await start({ users });
    const authorization = `Basic ${Buffer.from('node:secret').toString('base64')}`;
    await peer.post(APP, aRegistration({ instanceId: 'guarded' }), { authorization });
    const client = { serviceUrl: { defaultZone: `http://node:secret@127.0.0.1:${peer.port}/eureka/` } };
    const node = await start({ compareIntervalMs: 100, client });
    await until('it is ready', async () => (await node.get('/eureka/apps')).status === 200);
    expect(node.registry.instance('ORDERS', 'guarded')?.status).toBe('UP');
  });
});
