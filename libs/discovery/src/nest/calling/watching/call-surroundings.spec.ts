import * as prometheus from 'prom-client';
import * as openTelemetry from '@opentelemetry/api';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { InboundContext } from '../../../http/context/inbound-context.js';
import type { DiscoveryCore } from '../../discovery-core.js';
import { DiscoveryLog } from '../../discovery-log.js';
import type { CallingOptions } from '../calling-options.js';
import { createCallSurroundings } from './call-surroundings.js';
import type { OptionalPackages } from './call-surroundings.js';

const absent = (): Promise<never> => {
  return Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' }));
};

/** What calls would be surrounded by, what was loaded for that, and what was said. */
async function surroundings(calling: CallingOptions, packages: Partial<OptionalPackages> = {}) {
  const loaded: string[] = [];
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const log = new DiscoveryLog({ log: keep, warn: keep, error: keep });
  const core = { clock: new ManualClock(), log, fetcher: { report: {} } } as unknown as DiscoveryCore;
  const all: OptionalPackages = {
    openTelemetry: () => Promise.resolve(openTelemetry),
    prometheus: () => Promise.resolve(prometheus),
    ...packages,
  };
  const made = await createCallSurroundings(core, new InboundContext(), calling, {
    openTelemetry: () => (loaded.push('@opentelemetry/api'), all.openTelemetry()),
    prometheus: () => (loaded.push('prom-client'), all.prometheus()),
  });
  return { ...made, loaded, lines };
}

describe('what surrounds calls', () => {
  it('is trace context and spans by default, and no metrics', async () => {
    const { around, context, metrics, loaded } = await surroundings({});
    expect(around.call).toHaveLength(2);
    expect(context).toBeDefined();
    expect(metrics).toBeUndefined();
    expect(loaded).toEqual(['@opentelemetry/api']);
  });

  it('is nothing around a call where all of it is off, and nothing is loaded for it', async () => {
    const { around, context, loaded } = await surroundings({ context: false, tracing: false, metrics: false });
    expect(around.call).toEqual([]);
    expect(around.attempt).toHaveLength(1);
    expect(context).toBeUndefined();
    expect(loaded).toEqual([]);
  });

  it('does without OpenTelemetry where that is not installed', async () => {
    const { around, lines } = await surroundings({}, { openTelemetry: absent });
    expect(around.call).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it('does without metrics where prom-client is not installed, and says so when they were asked for', async () => {
    const { metrics, lines } = await surroundings({ metrics: true }, { prometheus: absent });
    expect(metrics).toBeUndefined();
    expect(lines).toEqual(['there are no metrics of calls, as the package prom-client is not installed']);
  });

  it('does without a package that is broken, and says so', async () => {
    const { around, lines } = await surroundings({}, { openTelemetry: () => Promise.reject(new Error('half a file')) });
    expect(around.call).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining('@opentelemetry/api is installed and cannot be loaded')]);
  });

  it('counts in the registry that is given', async () => {
    const registry = new prometheus.Registry();
    const { metrics } = await surroundings({ metrics: { registry } });
    expect(metrics).toBeDefined();
    expect(registry.getSingleMetric('loadbalancer_requests_active')).toBeDefined();
  });

  it('is refused with every fault at once', async () => {
    await expect(surroundings({ context: { passOn: ['a b'] }, metrics: { maxInstances: 1.5 } })).rejects.toMatchObject({
      code: 'EUREKA_SERVICE_SETTINGS_INVALID',
      faults: [{ option: 'context.passOn' }, { option: 'metrics.maxInstances' }],
    });
  });
});
