import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, sampleRegistry } from '../../spec-support/sample-registry.js';
import type { RegistryListener } from './registry-event.js';

describe('LeaseService tells its listeners', () => {
  it('of every change in order, also of one that a listener makes', () => {
    const early: string[] = [];
    const impatient: RegistryListener = {
      on({ type }) {
        early.push(type);
        if (type === 'registered')
          registry.leases.overrideStatus('orders', 'i-1', 'OUT_OF_SERVICE', undefined, 'client');
        if (type === 'status-changed') registry.leases.cancel('orders', 'i-1', 'client');
      },
    };
    const registry = sampleRegistry(MODERN, undefined, () => ({ watch: impatient }));
    registry.leases.register('orders', sampleInstance(), 'client');
    const inOrder = ['registered', 'status-changed', 'cancelled'];
    expect(early).toEqual(inOrder);
    expect(registry.heard.events.map(({ type }) => type)).toEqual(inOrder);
  });

  it('again after a listener has thrown', () => {
    let isBroken = true;
    const broken: RegistryListener = {
      on() {
        if (isBroken) throw new Error('a listener that breaks its promise');
      },
    };
    const registry = sampleRegistry(MODERN, undefined, () => ({ watch: broken }));
    expect(() => registry.leases.register('orders', sampleInstance(), 'client')).toThrow('breaks its promise');
    isBroken = false;
    registry.leases.renew('orders', 'i-1', {}, 'client');
    expect(registry.heard.events.map(({ type }) => type)).toEqual(['renewed']);
  });
});
