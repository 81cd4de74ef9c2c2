import { describe, expect, it } from '@jest/globals';
import { aRegistryWithJournal } from '../../../spec-support/administered-registry.js';
import type { AdministeredRegistry } from '../../../spec-support/administered-registry.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import type { Deed, Order, OrderResult } from './order.js';

const ONE = { app: 'ORDERS', id: 'i-1' };

function anOrder(deed: Deed, changes: Partial<Order> = {}): Order {
  return { deed, targets: [ONE], by: 'ann', owner: undefined, reason: undefined, forMs: undefined, ...changes };
}

function withInstances(...ids: readonly string[]): AdministeredRegistry {
  const registry = aRegistryWithJournal();
  for (const instanceId of ids) registry.leases.register('ORDERS', sampleInstance({ instanceId }), 'client');
  return registry;
}

function done(registry: AdministeredRegistry, order: Order): readonly OrderResult[] {
  const outcome = registry.administration.carryOut(order);
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.results;
}

describe('administering instances', () => {
  it('drains and restores, and says what each was before and is now', () => {
    const registry = withInstances('i-1');
    expect(done(registry, anOrder({ action: 'drain' }))).toEqual([
      {
        ...ONE,
        outcome: 'changed',
        before: { status: 'UP', overriddenStatus: 'UNKNOWN' },
        after: { status: 'OUT_OF_SERVICE', overriddenStatus: 'OUT_OF_SERVICE' },
        until: undefined,
      },
    ]);
    expect(registry.heard.last).toMatchObject({ type: 'status-changed', origin: 'client', cause: 'override-set' });
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([
      { outcome: 'changed', after: { status: 'UP', overriddenStatus: 'UNKNOWN' } },
    ]);
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([{ outcome: 'unchanged' }]);
    expect(registry.measures.inForce()).toEqual([]);
  });

  it('restores to what the instance says of itself, not to UP', () => {
    const registry = withInstances();
    registry.leases.register('ORDERS', sampleInstance({ status: 'STARTING' }), 'client');
    done(registry, anOrder({ action: 'override', status: 'UP' }));
    expect(registry.store.find('ORDERS', 'i-1')?.status).toBe('UP');
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([{ after: { status: 'STARTING' } }]);
  });

  it('restores what was taken out of service by the plain API', () => {
    const registry = withInstances('i-1');
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([
      { outcome: 'changed', after: { status: 'UP' } },
    ]);
  });

  it('takes an override back when its time is over, and not a moment earlier', () => {
    const registry = withInstances('i-1');
    const order = anOrder({ action: 'drain' }, { forMs: 60_000, owner: 'team-a', reason: 'upgrade' });
    const [result] = done(registry, order);
    expect(result?.until).toBe(registry.clock.now() + 60_000);
    expect(registry.measures.find('override', 'ORDERS', 'i-1')).toMatchObject({
      by: 'ann',
      owner: 'team-a',
      reason: 'upgrade',
      until: result?.until,
    });
    registry.clock.advance(59_999);
    expect(registry.administration.endDue()).toEqual([]);
    registry.clock.advance(1);
    expect(registry.administration.endDue()).toMatchObject([{ kind: 'override', id: 'i-1' }]);
    expect(registry.store.find('ORDERS', 'i-1')).toMatchObject({ status: 'UP' });
    expect(registry.overrides.peek('i-1')).toBeUndefined();
  });

  it('stays in force when the instance goes and comes back', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'drain' }));
    registry.leases.cancel('ORDERS', 'i-1', 'client');
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    expect(registry.store.find('ORDERS', 'i-1')?.status).toBe('OUT_OF_SERVICE');
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([{ after: { status: 'UP' } }]);
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    expect(registry.store.find('ORDERS', 'i-1')?.status).toBe('UP');
  });

  it('is over when somebody takes the override away by the plain API', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'drain' }));
    registry.leases.removeOverride('ORDERS', 'i-1', 'UP', undefined, 'client');
    expect(registry.measures.inForce()).toEqual([]);
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    expect(registry.store.find('ORDERS', 'i-1')?.status).toBe('UP');
  });

  it('is over when somebody sets another one by the plain API', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'drain' }));
    registry.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
    expect(registry.measures.inForce()).toHaveLength(1);
    registry.leases.overrideStatus('ORDERS', 'i-1', 'UP', undefined, 'client');
    expect(registry.measures.inForce()).toEqual([]);
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([{ outcome: 'changed' }]);
  });

  it('is replaced by another order, which knows what was before the first', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'drain' }));
    done(registry, anOrder({ action: 'override', status: 'DOWN' }));
    expect(registry.measures.inForce()).toMatchObject([{ status: 'DOWN', statusBefore: 'UP' }]);
    expect(done(registry, anOrder({ action: 'restore' }))).toMatchObject([{ after: { status: 'UP' } }]);
  });

  it('leaves alone at the end what somebody else has set since', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'drain' }, { forMs: 1_000 }));
    registry.leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    registry.clock.advance(1_000);
    registry.administration.endDue();
    expect(registry.store.find('ORDERS', 'i-1')?.status).toBe('DOWN');
  });

  it('evicts as a cancel, so that peers hear of it, and lets it come back at once without a time', () => {
    const registry = withInstances('i-1');
    expect(done(registry, anOrder({ action: 'evict' }))).toMatchObject([{ outcome: 'changed', after: undefined }]);
    expect(registry.heard.last).toMatchObject({ type: 'cancelled', origin: 'client' });
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    expect(registry.store.find('ORDERS', 'i-1')).toBeDefined();
  });

  it.each(['client', 'peer'] as const)('keeps out for a time who comes back by way of a %s', (origin) => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'evict' }, { forMs: 60_000 }));
    registry.leases.register('ORDERS', sampleInstance(), origin);
    expect(registry.store.find('ORDERS', 'i-1')).toBeUndefined();
    // whoever took it in is told to let it go
    expect(registry.heard.last).toMatchObject({ type: 'cancelled', origin: 'client' });
    registry.clock.advance(60_000);
    registry.leases.register('ORDERS', sampleInstance(), origin);
    expect(registry.store.find('ORDERS', 'i-1')).toBeDefined();
  });

  it('lets a barred instance come back when it is restored', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'evict' }, { forMs: 60_000 }));
    expect(
      done(registry, anOrder({ action: 'restore' }, { targets: [{ app: 'ORDERS', id: undefined }] })),
    ).toMatchObject([{ id: 'i-1', outcome: 'changed' }]);
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    expect(registry.store.find('ORDERS', 'i-1')).toBeDefined();
  });

  it('sets a weight that survives the next registration, and takes it back at the end', () => {
    const registry = withInstances();
    const metadata = new Map([
      ['weight', '5'],
      ['zone', 'a'],
    ]);
    registry.leases.register('ORDERS', sampleInstance({ metadata }), 'client');
    expect(done(registry, anOrder({ action: 'weight', weight: 1 }, { forMs: 60_000 }))).toMatchObject([
      { outcome: 'changed', before: { metadata: { weight: '5' } }, after: { metadata: { weight: '1' } } },
    ]);
    registry.leases.register('ORDERS', sampleInstance({ metadata, lastDirtyTimestamp: 2_000 }), 'client');
    const shown = (): unknown => Object.fromEntries(registry.store.find('ORDERS', 'i-1')?.instance.metadata ?? []);
    expect(shown()).toEqual({ weight: '1', zone: 'a' });
    registry.clock.advance(60_000);
    registry.administration.endDue();
    expect(shown()).toEqual({ weight: '5', zone: 'a' });
  });

  it('removes metadata again that had not been there', () => {
    const registry = withInstances('i-1');
    done(registry, anOrder({ action: 'metadata', entries: new Map([['canary', 'true']]) }));
    expect(registry.store.find('ORDERS', 'i-1')?.instance.metadata.get('canary')).toBe('true');
    done(registry, anOrder({ action: 'restore' }));
    expect(registry.store.find('ORDERS', 'i-1')?.instance.metadata.has('canary')).toBe(false);
  });

  it('takes a whole application, instance by instance, and a list', () => {
    const registry = withInstances('i-1', 'i-2');
    const results = done(
      registry,
      anOrder(
        { action: 'drain' },
        {
          targets: [
            { app: 'ORDERS', id: undefined },
            { app: 'ORDERS', id: 'gone' },
            { app: 'NONE', id: undefined },
          ],
        },
      ),
    );
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['i-1', 'changed'],
      ['i-2', 'changed'],
      ['gone', 'unknown'],
      [undefined, 'unknown'],
    ]);
  });

  it('asks for a reason above the limit, and does nothing without one', () => {
    const registry = withInstances('i-1', 'i-2', 'i-3', 'i-4');
    const order = anOrder({ action: 'evict' }, { targets: [{ app: 'ORDERS', id: undefined }] });
    expect(registry.administration.carryOut(order)).toEqual({ kind: 'too-many', instances: 4, limit: 3 });
    expect(registry.store.size).toBe(4);
    expect(done(registry, { ...order, reason: 'the data centre burns' })).toHaveLength(4);
    expect(registry.store.size).toBe(0);
  });

  it('learns from another node whom it has barred, and lets go whom it has', () => {
    const [here, there] = [withInstances('i-1'), withInstances('i-1')];
    done(there, anOrder({ action: 'evict' }, { forMs: 60_000 }));
    for (const measure of there.measures.all()) here.administration.learn(measure);
    expect(here.store.find('ORDERS', 'i-1')).toBeUndefined();
    expect(here.heard.last).toMatchObject({ type: 'cancelled', origin: 'peer' });
  });

  it('ends what another node has decided, should that node be gone by then', () => {
    const [here, there] = [withInstances('i-1'), withInstances('i-1')];
    done(there, anOrder({ action: 'drain' }, { forMs: 60_000 }));
    here.leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', undefined, 'peer');
    for (const measure of there.measures.all()) here.administration.learn(measure);
    here.clock.advance(60_000);
    here.administration.endDue();
    expect(here.store.find('ORDERS', 'i-1')?.status).toBe('UP');
  });
});
