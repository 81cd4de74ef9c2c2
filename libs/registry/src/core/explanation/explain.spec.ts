import { describe, expect, it } from '@jest/globals';
import { aRegistryWithJournal, CALLER } from '../../../spec-support/administered-registry.js';
import type { AdministeredRegistry } from '../../../spec-support/administered-registry.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { explain } from './explain.js';
import type { Explanation, Obituary } from './explanation.js';
import { statusReason } from './status-reason.js';

function explained(registry: AdministeredRegistry, id = 'i-1'): Explanation {
  const explanation = explain('ORDERS', id, registry);
  if (!explanation.isRegistered) throw new Error('not registered');
  return explanation;
}

function obituary(registry: AdministeredRegistry): Obituary {
  const explanation = explain('ORDERS', 'i-1', registry);
  if (explanation.isRegistered) throw new Error('still registered');
  return explanation;
}

describe('explaining an instance', () => {
  it('says who was heard, when it goes, and that the instance itself says so', () => {
    const registry = aRegistryWithJournal();
    const { leases, attribution, clock } = registry;
    attribution.during(CALLER, () => leases.register('ORDERS', sampleInstance(), 'client'));
    clock.advance(10_000);
    attribution.during({ ...CALLER, peer: 'node-2' }, () => leases.renew('ORDERS', 'i-1', {}, 'peer'));
    const { status, lease, leaves, heldBy } = explained(registry);
    expect(status).toMatchObject({ shown: 'UP', reported: 'UP', rule: 'reported', override: undefined });
    expect(lease).toMatchObject({
      lastRenewalAt: clock.now(),
      expiresAt: clock.now() + 90_000,
      isExpired: false,
      heardFrom: { origin: 'peer', by: { name: 'ann', peer: 'node-2' } },
    });
    expect(leaves).toBe('Its lease ends in 90 s unless it is renewed.');
    expect(heldBy).toBeUndefined();
  });

  it('names the override that decided, its owner, reason and end, and what the instance says', () => {
    const registry = aRegistryWithJournal();
    const { leases, administration, clock } = registry;
    leases.register('ORDERS', sampleInstance(), 'client');
    const order = { targets: [{ app: 'ORDERS', id: 'i-1' }], by: 'ann', owner: 'team-a', reason: 'upgrade' };
    administration.carryOut({ ...order, deed: { action: 'drain' }, forMs: 5_000 });
    const { status, measures, changes } = explained(registry);
    expect(status).toMatchObject({ shown: 'OUT_OF_SERVICE', reported: 'UP', rule: 'override' });
    expect(status.override).toMatchObject({
      status: 'OUT_OF_SERVICE',
      setAt: clock.now(),
      measure: { by: 'ann', owner: 'team-a', reason: 'upgrade', until: clock.now() + 5_000 },
    });
    expect(measures).toHaveLength(1);
    expect(changes[0]).toMatchObject({ kind: 'override-set', to: 'OUT_OF_SERVICE' });
  });

  it('says what holds an expired instance, and until when', () => {
    const registry = aRegistryWithJournal();
    const { leases, clock } = registry;
    for (let id = 1; id <= 20; id++) leases.register('ORDERS', sampleInstance({ instanceId: `i-${id}` }), 'client');
    clock.advance(91_000);
    leases.evict(0);
    const { heldBy, leaves, lease } = explained(registry);
    expect(lease.isExpired).toBe(true);
    expect(heldBy).toMatchObject({ scope: 'ORDERS', until: clock.now() + 900_000 });
    expect(leaves).toMatch(
      /^Its lease ended 1 s ago; self-preservation keeps it for 15 min more at most: 20 of 20 instances/,
    );
  });

  it('says what became of one that is gone', () => {
    const registry = aRegistryWithJournal();
    const { leases, clock, administration } = registry;
    expect(obituary(registry).sentence).toBe('Nothing is known of it here.');
    leases.register('ORDERS', sampleInstance(), 'client');
    clock.advance(91_000);
    leases.evict(0);
    expect(obituary(registry)).toMatchObject({
      sentence: expect.stringContaining('it was evicted 0 s ago'),
      changes: [{ kind: 'evicted' }, { kind: 'registered' }],
    });
    leases.register('ORDERS', sampleInstance(), 'client');
    const targets = [{ app: 'ORDERS', id: 'i-1' }];
    administration.carryOut({
      deed: { action: 'evict' },
      targets,
      by: 'a',
      owner: undefined,
      reason: undefined,
      forMs: 1000,
    });
    expect(obituary(registry).sentence).toBe('It was cancelled 0 s ago. It may not register for 1 s more.');
  });
});

describe('the rule that gave a status', () => {
  it.each([
    ['UP', 'UP', undefined, 'reported'],
    ['OUT_OF_SERVICE', 'UP', 'OUT_OF_SERVICE', 'override'],
    ['DOWN', 'DOWN', 'UP', 'not-routable'],
    ['OUT_OF_SERVICE', 'UP', undefined, 'kept'],
    ['UP', undefined, undefined, 'follows-peer'],
    ['OUT_OF_SERVICE', undefined, 'OUT_OF_SERVICE', 'override'],
  ] as const)('of %s, reported %s, overridden %s is %s', (shown, reported, override, rule) => {
    expect(statusReason(shown, reported, override).rule).toBe(rule);
  });
});
