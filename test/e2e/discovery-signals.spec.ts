import { beforeAll, describe, expect, it } from '@jest/globals';
import { useHungRegistry } from '../support/hung-registry.js';
import { ClientProcess } from '../support/client-process.js';
import { instancesOf } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

/** To compile the sources and start takes a while on a busy machine. */
const SLOW_MS = 40_000;

let registry: RegistryServer;
const seen: string[] = [];
beforeAll(async () => {
  registry = await startRegistry();
  registry.registry.observe(({ type, app, instance }) => {
    if (type === 'registered') seen.push(`${app} ${instance.status}`);
    if (type === 'cancelled') seen.push(`${app} cancelled`);
  });
});

function shop(name: string, variables: Readonly<Record<string, string>> = {}): ClientProcess {
  return new ClientProcess({
    SPRING_APPLICATION_NAME: name,
    EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: `${registry.url}/eureka/`,
    EUREKA_CLIENT_CACHEENABLED: 'false',
    EUREKA_INSTANCE_DRAIN_WAITSECONDS: '0',
    ...variables,
  });
}

async function registered(name: string, shopProcess: ClientProcess): Promise<void> {
  await until(
    () => `${name} is registered; it said:\n${shopProcess.output}`,
    () => instancesOf(registry, name)[0]?.status === 'UP',
    30_000,
  );
}

describe('a process that gets SIGTERM', () => {
  it.each([
    ['without shutdown hooks', '', { code: 0, signal: null }],
    ['with the shutdown hooks of Nest', 'shutdown-hooks', { code: null, signal: 'SIGTERM' }],
    ['with something left that keeps it', 'keep-a-timer', { code: 0, signal: null }],
  ] as const)(
    '%s leaves the registry, closes and ends',
    async (_name, wish, ending) => {
      const name = `SHOP-${wish}`.toUpperCase();
      const process = shop(name, { SHOP: wish });
      await registered(name, process);
      process.child.kill('SIGTERM');
      expect(await process.ended).toEqual(ending);
      expect(seen.filter((line) => line.startsWith(`${name} `))).toEqual([
        `${name} UP`,
        `${name} DOWN`,
        `${name} cancelled`,
      ]);
      expect(process.output.match(/the shop is destroyed/g)).toHaveLength(1);
    },
    SLOW_MS,
  );

  it(
    'twice ends at once',
    async () => {
      const process = shop('IMPATIENT', {
        EUREKA_INSTANCE_DRAIN_WAITSECONDS: '20',
        EUREKA_INSTANCE_DRAIN_DEADLINESECONDS: '60',
      });
      await registered('IMPATIENT', process);
      process.child.kill('SIGTERM');
      await process.says('SIGTERM: leaving the registry');
      process.child.kill('SIGTERM');
      expect(await process.ended).toEqual({ code: 143, signal: null });
      await registry.delete(`/eureka/apps/IMPATIENT/${instancesOf(registry, 'IMPATIENT')[0]?.instanceId ?? ''}`);
    },
    SLOW_MS,
  );

  it(
    'ends by the deadline when a hook of the host hangs',
    async () => {
      const process = shop('STUCK', { SHOP: 'hang-on-close', EUREKA_INSTANCE_DRAIN_DEADLINESECONDS: '1' });
      await registered('STUCK', process);
      process.child.kill('SIGTERM');
      expect(await process.ended).toEqual({ code: 1, signal: null });
      expect(process.output).toContain('did not close within 2000 ms');
      expect(instancesOf(registry, 'STUCK')).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'is left to its host when told so',
    async () => {
      const process = shop('PLAIN', { EUREKA_INSTANCE_HANDLESIGNALS: 'false' });
      await registered('PLAIN', process);
      process.child.kill('SIGTERM');
      expect(await process.ended).toEqual({ code: null, signal: 'SIGTERM' });
      expect(instancesOf(registry, 'PLAIN')).toHaveLength(1);
    },
    SLOW_MS,
  );
});

it(
  'a process ends by itself once its application is closed',
  async () => {
    const process = shop('BRIEF', { SHOP: 'close-soon' });
    expect(await process.ended).toEqual({ code: 0, signal: null });
    expect(process.output).toContain('the shop is open');
    expect(instancesOf(registry, 'BRIEF')).toEqual([]);
  },
  SLOW_MS,
);

describe('a registry that hangs', () => {
  const hungUrl = useHungRegistry();

  it(
    'does not hold the exit',
    async () => {
      const process = shop('HELD', {
        EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: hungUrl(),
        EUREKA_INSTANCE_DRAIN_DEADLINESECONDS: '1',
      });
      await process.says('the shop is open');
      const from = performance.now();
      process.child.kill('SIGTERM');
      expect(await process.ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - from).toBeLessThan(6000);
    },
    SLOW_MS,
  );
});
