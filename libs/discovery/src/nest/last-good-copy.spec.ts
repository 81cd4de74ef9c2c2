import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DiscoveryOptions } from '@nest-eureka/config';
import { ManualClock } from '@nest-eureka/time/testing';
import { knownInstance, registryOf } from '../../spec-support/known-instances.js';
import { nowhereConfiguration } from '../../spec-support/nowhere-configuration.js';
import { lastGoodCopy } from './last-good-copy.js';

let cacheDir: string;
beforeEach(async () => void (cacheDir = await mkdtemp(join(tmpdir(), 'last-good-copy-'))));
afterEach(() => rm(cacheDir, { recursive: true }));

/** Saves a registry as an application with this configuration would. */
async function saveAs(client: DiscoveryOptions['client'], applicationName = 'shop'): Promise<void> {
  const configuration = nowhereConfiguration({ applicationName, client: { cacheDir, ...client } });
  const copy = lastGoodCopy(configuration, new ManualClock(), () => undefined);
  copy?.offer(() => registryOf([knownInstance({ instanceId: 'o1' })]), true);
  await copy?.stop();
}

const files = () => readdir(join(cacheDir, 'nest-eureka')).catch(() => []);

describe('the last good copy', () => {
  it('is one file for each application and each choice of registries, by URL or by DNS', async () => {
    const byDns = (eurekaServerDNSName: string) => ({ useDnsForFetchingServiceUrls: true, eurekaServerDNSName });
    await saveAs({ serviceUrl: { defaultZone: 'http://a/eureka/' } });
    await saveAs({ serviceUrl: { defaultZone: 'http://b/eureka/' } });
    await saveAs({ serviceUrl: { defaultZone: 'http://b/eureka/' } }, 'cart');
    await saveAs(byDns('eureka.one.test'));
    await saveAs(byDns('eureka.two.test'));
    await saveAs({ serviceUrl: { defaultZone: 'http://user:secret@a/eureka/' } });
    expect(await files()).toHaveLength(5);
  });

  it('is not made where it is not wanted', async () => {
    await saveAs({ cacheEnabled: false });
    await saveAs({ fetchRegistry: false });
    expect(await files()).toEqual([]);
  });
});
