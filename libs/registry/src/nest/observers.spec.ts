import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';
import { Observers } from './observers.js';
import type { ObservedEvent } from './observed-event.js';

interface Observed {
  readonly registry: SampleRegistry;
  readonly observers: Observers;
  readonly errors: readonly unknown[];
}

function observedRegistry(): Observed {
  const errors: unknown[] = [];
  const observers = new Observers('own', (error) => errors.push(error));
  return { registry: sampleRegistry(MODERN, undefined, () => ({ watch: observers })), observers, errors };
}

describe('Observers', () => {
  it('hand out each kind of event as values, with nothing to change a lease by', () => {
    const { registry, observers } = observedRegistry();
    const heard: ObservedEvent[] = [];
    observers.add((event) => heard.push(event));
    registry.leases.register('orders', sampleInstance(), 'client');
    registry.leases.renew('orders', 'i-1', {}, 'peer');
    registry.leases.overrideStatus('orders', 'i-1', 'DOWN', undefined, 'client');
    registry.leases.overrideStatus('orders', 'i-1', 'DOWN', undefined, 'client');
    registry.leases.cancel('orders', 'i-1', 'client');
    const common = { app: 'ORDERS', id: 'i-1', origin: 'client' };
    const up = expect.objectContaining({ status: 'UP' });
    const down = expect.objectContaining({ status: 'DOWN' });
    expect(heard).toEqual([
      { ...common, type: 'registered', instance: up, previous: undefined },
      { ...common, type: 'renewed', instance: up, origin: 'peer' },
      { ...common, type: 'status-changed', instance: down, previous: up, cause: 'override-set' },
      { ...common, type: 'status-confirmed', instance: down, cause: 'override-set' },
      { ...common, type: 'cancelled', instance: expect.objectContaining({ actionType: 'DELETED' }), previous: down },
    ]);
  });

  it('show the instance with the times of its lease, and this server as the one that coordinates', () => {
    const { registry, observers } = observedRegistry();
    const heard: ObservedEvent[] = [];
    observers.add((event) => heard.push(event));
    registry.leases.register('orders', sampleInstance({ instanceId: 'own' }), 'client');
    expect(heard[0]?.instance).toMatchObject({
      isCoordinatingDiscoveryServer: true,
      leaseInfo: { registrationTimestamp: registry.clock.now() },
    });
  });

  it('report what one of them throws or rejects with, and tell the others', async () => {
    const { registry, observers, errors } = observedRegistry();
    let heard = 0;
    observers.add(() => {
      throw new Error('thrown');
    });
    observers.add(() => Promise.reject(new Error('rejected')));
    observers.add(() => heard++);
    registry.leases.register('orders', sampleInstance(), 'client');
    await Promise.resolve();
    await Promise.resolve();
    expect([heard, errors]).toEqual([1, [new Error('thrown'), new Error('rejected')]]);
  });

  it('come and go while an event is told', () => {
    const { registry, observers } = observedRegistry();
    const heard: string[] = [];
    const stopFirst = observers.add(({ type }) => {
      heard.push(`first ${type}`);
      stopFirst();
      stopSecond();
      observers.add((event) => heard.push(`late ${event.type}`));
    });
    const stopSecond = observers.add(({ type }) => heard.push(`second ${type}`));
    registry.leases.register('orders', sampleInstance(), 'client');
    registry.leases.cancel('orders', 'i-1', 'client');
    expect(heard).toEqual(['first registered', 'late cancelled']);
  });
});
