import type { RegistryOptions } from '@nest-eureka/config';
import { describe, expect, it } from '@jest/globals';
import { sampleConfiguration } from '../../../spec-support/sample-configuration.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { MODERN, NETFLIX, sampleRegistry } from '../../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../../spec-support/sample-registry.js';
import type { RegistrySettings } from '../../core/registry-settings.js';
import { OwnInstance } from '../own-instance.js';
import { ServerFacts } from '../server-facts.js';
import { systemStatus } from './page-facts.js';
import type { SystemStatus } from './page-facts.js';

const PATIENCE_MS = 300_000;

interface Page {
  readonly core: SampleRegistry;
  readonly status: () => SystemStatus;
}

function page(settings: RegistrySettings, options: RegistryOptions = {}): Page {
  const core = sampleRegistry(settings);
  const { clock } = core;
  const configuration = sampleConfiguration(options);
  const own = new OwnInstance(configuration, () => ({ port: 8761, scheme: 'http' }), clock);
  const facts = new ServerFacts(
    configuration,
    own,
    { reports: () => [], endpoints: () => [] },
    { reports: () => [] },
    clock,
  );
  core.openForTraffic(0);
  return { core, status: () => systemStatus(core, facts) };
}

describe('systemStatus', () => {
  it('shows configuration, time and counts as the Java page has them', () => {
    const { core, status } = page(MODERN, { environment: 'staging', datacenter: 'cellar' });
    core.clock.advance(3_660_000);
    expect(status()).toEqual({
      environment: 'staging',
      datacenter: 'cellar',
      currentTime: `${new Date(core.clock.now()).toISOString().slice(0, 19)} +0000`,
      uptime: '01:01',
      leaseExpirationEnabled: true,
      renewsThreshold: core.renewalThreshold.threshold,
      renewsLastMinute: 0,
      banner: undefined,
      holds: [],
    });
  });

  it('in modern mode warns while something is held, and says what', () => {
    const { core, status } = page(MODERN);
    for (let n = 0; n < 10; n++) core.leases.register('orders', sampleInstance({ instanceId: `i-${n}` }), 'client');
    core.clock.advance(60_000);
    core.leases.evict(0);
    const { banner, holds, leaseExpirationEnabled } = status();
    expect(banner).toMatch(/^EMERGENCY!/);
    expect(holds).toEqual(core.selfPreservation.holds());
    expect([holds.length > 0, leaseExpirationEnabled]).toEqual([true, false]);
  });

  it('in netflix mode warns of few renewals only once the registry has had time to settle', () => {
    const { core, status } = page(NETFLIX, { defaults: 'netflix' });
    core.clock.advance(PATIENCE_MS);
    expect(status().banner).toBeUndefined();
    core.clock.advance(1);
    expect(status().banner).toMatch(/^EMERGENCY!/);
  });

  it('says that self-preservation is off, and of netflix’s few renewals', () => {
    const isOff = { kind: 'netflix', enabled: false } as const;
    const { core, status } = page({ ...NETFLIX, selfPreservation: isOff }, { defaults: 'netflix' });
    expect(status().banner).toMatch(/^THE SELF PRESERVATION MODE IS TURNED OFF/);
    core.clock.advance(PATIENCE_MS + 1);
    expect(status().banner).toMatch(/^RENEWALS ARE LESSER THAN THE THRESHOLD/);
  });
});
