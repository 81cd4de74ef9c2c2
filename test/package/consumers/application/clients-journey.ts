import { strict as assert } from 'node:assert';
import { promisify } from 'node:util';
import type { INestApplication } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import { Eureka } from '@nest-eureka/discovery/moving-over';
import { startTestRegistry } from '@nest-eureka/discovery/testing';
import { Shop } from './shop.js';

const SILENT = { error: ignore, warn: ignore, info: ignore, debug: ignore };

/** Everything that an application expects of its discovery client; it has closed afterwards. */
export async function clientsJourney(app: INestApplication, serviceUrl: string): Promise<void> {
  const { eureka, discovery, manager, health, orders } = app.get(Shop, { strict: false });
  const registered = firstValueFrom(eureka.on('registered'));
  await app.listen(0, '127.0.0.1');
  assert.equal((await registered).server, serviceUrl);

  await eureka.refresh();
  const [own] = discovery.getInstances('shop');
  assert.equal(own?.port, Number(new URL(await app.getUrl()).port));
  assert.equal(own?.metadata.get('weight'), '2');
  assert.equal(eureka.getNextServerFromEureka('shop').instanceId, manager.info?.instanceId);
  assert.equal(health.isHealthy('registry').registry.registered, true);
  assert.deepEqual(orders.instances(), []);

  await app.close();
  assert.equal((await fetch(`${serviceUrl}apps/SHOP`)).status, 404);
  await oldClientsJourney();
}

/** The configuration of eureka-js-client, against the registry of the testing kit. */
async function oldClientsJourney(): Promise<void> {
  const registry = await startTestRegistry();
  const client = new Eureka({
    instance: { app: 'old', ipAddr: '127.0.0.1', port: 8080, vipAddress: 'old', dataCenterInfo: { name: 'MyOwn' } },
    eureka: { serviceUrls: { default: [registry.serviceUrl] } },
    logger: SILENT,
  });
  await promisify(client.start.bind(client))();
  assert.equal(client.getInstancesByAppId('OLD').length, 1);
  await promisify(client.stop.bind(client))();
  assert.equal((await fetch(`${registry.serviceUrl}apps/OLD`)).status, 404);
  await registry.close();
}

function ignore(): void {}
