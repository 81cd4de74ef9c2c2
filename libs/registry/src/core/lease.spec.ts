import { describe, expect, it } from '@jest/globals';
import { newLease } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { Lease } from './lease.js';
import type { LeaseExpiry } from './lease.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';

function aLease(expiry: LeaseExpiry, durationInSecs = 90): { clock: ManualClock; lease: Lease } {
  const clock = new ManualClock();
  return { clock, lease: new Lease(sampleInstance({ leaseInfo: newLease(30, durationInSecs) }), clock, expiry) };
}

describe('Lease', () => {
  it.each<[LeaseExpiry, boolean, number]>([
    ['exact', false, 90_000],
    ['exact', true, 90_000],
    ['twice', false, 90_000],
    ['twice', true, 180_000],
  ])('with expiry %s, renewed %s, lasts %i ms', (expiry, isRenewed, lastsMs) => {
    const { clock, lease } = aLease(expiry);
    if (isRenewed) lease.renew(clock);
    expect(lease.isExpired(lastsMs)).toBe(false);
    expect(lease.isExpired(lastsMs + 1)).toBe(true);
    expect(lease.isExpired(lastsMs + 1, 1)).toBe(false);
    expect(lease.expiresAt).toBe(lastsMs);
  });

  it.each<[LeaseExpiry, number]>([
    ['exact', 2_000],
    ['twice', 92_000],
  ])('with expiry %s shows its last renewal after %i ms', (expiry, shownAfterMs) => {
    const { clock, lease } = aLease(expiry);
    clock.advance(2_000);
    lease.renew(clock);
    expect(lease.lastRenewalAt - lease.registeredAt).toBe(shownAfterMs);
    expect(lease.renewedAt).toBe(2_000);
  });

  it('shows whole milliseconds for a renewal whose age has a fraction', () => {
    const { clock, lease } = aLease('exact');
    clock.advance(10_000);
    lease.renewedAgo(1_234.5678, clock);
    expect(clock.now() - lease.toWire(undefined).leaseInfo!.lastRenewalTimestamp).toBe(1_235);
    expect(lease.renewedAt).toBe(10_000 - 1_234.5678);
  });

  it('is expired once it has ended, and ends only once', () => {
    const { clock, lease } = aLease('exact');
    lease.end(clock);
    const endedAt = lease.evictedAt;
    clock.advance(5);
    lease.end(clock);
    expect(lease.evictedAt).toBe(endedAt);
    expect(lease.isExpired(0, 1_000_000)).toBe(true);
  });

  it('remembers only the first moment at which it was up', () => {
    const { clock, lease } = aLease('exact');
    clock.advance(5);
    lease.markServiceUp(clock);
    clock.advance(5);
    lease.markServiceUp(clock);
    expect(lease.serviceUpAt - lease.registeredAt).toBe(5);
  });

  it("takes Java's defaults where a registration names no times or nonsense", () => {
    const clock = new ManualClock();
    const silent = new Lease(sampleInstance({ leaseInfo: undefined }), clock, 'exact');
    const odd = new Lease(sampleInstance({ leaseInfo: newLease(0, -1) }), clock, 'exact');
    expect([silent.renewalIntervalMs, silent.durationMs]).toEqual([30_000, 90_000]);
    expect([odd.renewalIntervalMs, odd.durationMs]).toEqual([30_000, 90_000]);
  });

  it("does not overflow where Java's arithmetic does", () => {
    expect(aLease('exact', 10_000_000).lease.isExpired(9_999_999_999)).toBe(false);
  });

  it('shows its own times, never those that were sent', () => {
    const { clock, lease } = aLease('exact');
    const registeredAt = clock.now();
    clock.advance(1_000);
    lease.markServiceUp(clock);
    lease.renew(clock);
    clock.advance(1_000);
    lease.end(clock);
    expect(lease.toWire(undefined).leaseInfo).toEqual({
      renewalIntervalInSecs: 30,
      durationInSecs: 90,
      registrationTimestamp: registeredAt,
      lastRenewalTimestamp: registeredAt + 1_000,
      evictionTimestamp: registeredAt + 2_000,
      serviceUpTimestamp: registeredAt + 1_000,
    });
  });

  it.each([
    ['i-1', true],
    ['i-2', false],
    [undefined, false],
  ])('is shown to a server whose own id is %s as coordinating: %s', (ownId, isCoordinating) => {
    expect(aLease('exact').lease.toWire(ownId).isCoordinatingDiscoveryServer).toBe(isCoordinating);
  });
});
