import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { assembleRegistry } from './assemble.js';
import type { RegistryParts } from './assemble.js';
import type { RegistryListener } from './registry-event.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, NETFLIX, sampleRegistry } from '../../spec-support/sample-registry.js';

describe('assembleRegistry', () => {
  it('tells listeners in the fixed order, whatever the order in which they are named', () => {
    const order: string[] = [];
    const named = (name: string, parts: RegistryParts): RegistryListener => ({
      on: () =>
        order.push(`${name} after ${parts.changeLog.revision} changes, ${parts.counters.register.total} counted`),
    });
    const core = assembleRegistry(
      MODERN,
      new ManualClock(),
      () => 0,
      (parts) => ({
        journal: named('journal', parts),
        metrics: named('metrics', parts),
        watch: named('watch', parts),
        replicator: named('replicator', parts),
        responseCache: named('response cache', parts),
      }),
    );
    core.leases.register('ORDERS', sampleInstance(), 'client');
    expect(order).toEqual([
      'response cache after 1 changes, 0 counted',
      'replicator after 1 changes, 0 counted',
      'watch after 1 changes, 0 counted',
      'metrics after 1 changes, 1 counted',
      'journal after 1 changes, 1 counted',
    ]);
  });

  it('gives the listeners from outside back as they were made', () => {
    const watch = { on: () => undefined, name: 'mine' };
    const core = assembleRegistry(
      MODERN,
      new ManualClock(),
      () => 0,
      () => ({ watch }),
    );
    expect(core.extra.watch).toBe(watch);
  });

  it('opens threshold and gate together', () => {
    const registry = sampleRegistry({ ...NETFLIX, defaultOpenForTrafficCount: 0 });
    registry.openForTraffic(0);
    expect(registry.accessGate.shouldAllowAccess()).toBe(false);
    expect(registry.renewalThreshold.expectedClients).toBe(0);
    registry.openForTraffic(7);
    expect(registry.accessGate.shouldAllowAccess()).toBe(true);
    expect(registry.renewalThreshold.expectedClients).toBe(7);
  });

  it('asks for remote regions through the gate', () => {
    const core = assembleRegistry(
      MODERN,
      new ManualClock(),
      () => 0,
      () => ({}),
      () => false,
    );
    expect([core.accessGate.shouldAllowAccess(), core.accessGate.shouldAllowAccess(true)]).toEqual([true, false]);
  });
});
