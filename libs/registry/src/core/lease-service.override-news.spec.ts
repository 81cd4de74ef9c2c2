import { describe, expect, it } from '@jest/globals';
import type { InstanceStatus } from '@nest-eureka/protocol';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../spec-support/sample-registry.js';

const AT = 1_000;

function registered(status: InstanceStatus = 'UP') {
  const registry = sampleRegistry();
  registry.leases.register('ORDERS', sampleInstance({ status }), 'client');
  const shown = () => {
    const { status: effective, overriddenStatus } = registry.leases.find('ORDERS', 'i-1') ?? {};
    return [effective, overriddenStatus];
  };
  return { ...registry, shown };
}

describe('LeaseService.learnOverride', () => {
  it('takes over what was set at another node', () => {
    const { leases, overrides, shown } = registered();
    const override = { status: 'OUT_OF_SERVICE', at: AT } as const;
    const news = { override, status: 'OUT_OF_SERVICE', lastDirtyTimestamp: 2_000 } as const;
    expect(leases.learnOverride('ORDERS', 'i-1', news)).toEqual({ kind: 'changed' });
    expect(shown()).toEqual(['OUT_OF_SERVICE', 'OUT_OF_SERVICE']);
    expect(overrides.record('i-1')).toEqual(override);
    expect(leases.find('ORDERS', 'i-1')?.lastDirtyTimestamp).toBe(2_000);
  });

  it('takes over that an override was taken away', () => {
    const { leases, shown } = registered();
    const set = { status: 'DOWN', at: AT } as const;
    leases.learnOverride('ORDERS', 'i-1', { override: set, status: 'DOWN', lastDirtyTimestamp: undefined });
    const removed = { status: undefined, at: AT + 1 };
    leases.learnOverride('ORDERS', 'i-1', { override: removed, status: 'UNKNOWN', lastDirtyTimestamp: undefined });
    expect(shown()).toEqual(['UNKNOWN', 'UNKNOWN']);
  });

  it('keeps what was said here later, and takes the call for a renewal all the same', () => {
    const { leases, store, clock, shown } = registered();
    leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'client');
    clock.advance(5_000);
    const older = { status: 'OUT_OF_SERVICE', at: AT } as const;
    leases.learnOverride('ORDERS', 'i-1', { override: older, status: 'OUT_OF_SERVICE', lastDirtyTimestamp: 9 });
    expect(shown()).toEqual(['DOWN', 'DOWN']);
    expect(store.find('ORDERS', 'i-1')?.renewedAt).toBe(clock.monotonic());
  });

  it('says unknown of an instance that is not here', () => {
    const news = { override: { status: 'DOWN', at: AT }, status: 'DOWN', lastDirtyTimestamp: undefined } as const;
    expect(registered().leases.learnOverride('ORDERS', 'other', news)).toEqual({ kind: 'unknown' });
  });
});

describe('LeaseService.followOverride', () => {
  it.each([
    ['UP', 'OUT_OF_SERVICE', 'OUT_OF_SERVICE'],
    ['OUT_OF_SERVICE', 'UP', 'UP'],
    // what an instance says of itself stands
    ['STARTING', 'OUT_OF_SERVICE', 'STARTING'],
  ] as const)('shows an instance that is %s and overridden with %s as %s', (reported, status, expected) => {
    const { leases, shown } = registered(reported);
    leases.followOverride('ORDERS', 'i-1', { status, at: AT });
    expect(shown()).toEqual([expected, status]);
  });

  it('puts a later override in the place of an earlier one', () => {
    const { leases, shown } = registered();
    leases.followOverride('ORDERS', 'i-1', { status: 'DOWN', at: AT });
    leases.followOverride('ORDERS', 'i-1', { status: 'OUT_OF_SERVICE', at: AT + 1 });
    leases.followOverride('ORDERS', 'i-1', { status: 'DOWN', at: AT });
    expect(shown()).toEqual(['OUT_OF_SERVICE', 'OUT_OF_SERVICE']);
  });

  it('brings back no override from before it was taken away', () => {
    const { leases, overrides } = registered();
    leases.followOverride('ORDERS', 'i-1', { status: 'DOWN', at: AT });
    overrides.learn('i-1', { status: undefined, at: AT + 2 });
    leases.followOverride('ORDERS', 'i-1', { status: 'OUT_OF_SERVICE', at: AT + 1 });
    expect(overrides.peek('i-1')).toBeUndefined();
  });
});
