import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { AccessGate } from './access-gate.js';

const NETFLIX = { mode: 'netflix', waitWhenEmptyMs: 300_000 } as const;

describe('AccessGate', () => {
  it("is open before Netflix's registry opens, as Java's is", () => {
    expect(new AccessGate(new ManualClock(), NETFLIX, () => true).shouldAllowAccess()).toBe(true);
  });

  it('is closed for the wait after opening with nobody', () => {
    const clock = new ManualClock();
    const gate = new AccessGate(clock, NETFLIX, () => true);
    gate.openForTraffic(0);
    expect(gate.shouldAllowAccess()).toBe(false);
    clock.advance(300_000);
    expect(gate.shouldAllowAccess()).toBe(false);
    clock.advance(1);
    expect(gate.shouldAllowAccess()).toBe(true);
  });

  it('is open at once after opening with somebody', () => {
    const gate = new AccessGate(new ManualClock(), NETFLIX, () => true);
    gate.openForTraffic(1);
    expect(gate.shouldAllowAccess()).toBe(true);
  });

  it('asks for remote regions only where a read names them', () => {
    let ready = false;
    const gate = new AccessGate(new ManualClock(), NETFLIX, () => ready);
    expect([gate.shouldAllowAccess(), gate.shouldAllowAccess(true)]).toEqual([true, false]);
    ready = true;
    expect(gate.shouldAllowAccess(true)).toBe(true);
  });

  it('is open from the start in modern mode without peers', () => {
    const gate = new AccessGate(new ManualClock(), { mode: 'modern', waitsForPeers: false }, () => true);
    expect(gate.shouldAllowAccess()).toBe(true);
    gate.openForTraffic(0);
    expect(gate.shouldAllowAccess()).toBe(true);
  });

  it('waits for the opening in modern mode with peers', () => {
    const gate = new AccessGate(new ManualClock(), { mode: 'modern', waitsForPeers: true }, () => true);
    expect(gate.shouldAllowAccess()).toBe(false);
    gate.openForTraffic(0);
    expect(gate.shouldAllowAccess()).toBe(true);
  });
});
