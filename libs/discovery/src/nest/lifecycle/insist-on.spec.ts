import { describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import { ManualClock } from '@nest-eureka/time/testing';
import type { ClientEvent } from '../../core/client-event.js';
import { insistOn } from './insist-on.js';

const failed: ClientEvent = { type: 'fetch-failed', at: 1, message: 'http://peer1/ refused the connection' };
const fetched: ClientEvent = { type: 'registry-fetched', at: 2, changed: true };

function insisting(withinMs: number) {
  const events = new Subject<ClientEvent>();
  const clock = new ManualClock();
  const outcome = insistOn({ what: 'A fetch', good: 'registry-fetched', bad: 'fetch-failed', withinMs }, events, clock);
  return { events, clock, outcome };
}

describe('insisting on an event', () => {
  it('ends with it, after as many failures as there is time for', async () => {
    const { events, clock, outcome } = insisting(5000);
    events.next(failed);
    clock.advance(4999);
    events.next(fetched);
    await expect(outcome).resolves.toBeUndefined();
    expect(events.observed).toBe(false);
    expect(clock.pendingTimers).toBe(0);
  });

  it('rejects with what failed last when time is up', async () => {
    const { events, clock, outcome } = insisting(5000);
    events.next(failed);
    clock.advance(5000);
    await expect(outcome).rejects.toMatchObject({
      code: 'EUREKA_REGISTRY_NOT_REACHED',
      message:
        'A fetch is required at the start (fail-fast), and failed: http://peer1/ refused the connection [EUREKA_REGISTRY_NOT_REACHED]',
    });
    expect(events.observed).toBe(false);
  });

  it('rejects when nobody answers at all', async () => {
    const { clock, outcome } = insisting(5000);
    clock.advance(5000);
    await expect(outcome).rejects.toThrow('no registry answered within 5000 ms');
  });

  it('lets the first attempt decide when it is given no time', async () => {
    const { events, outcome } = insisting(0);
    events.next(failed);
    await expect(outcome).rejects.toThrow('refused the connection');
  });

  it('rejects when the client stops meanwhile', async () => {
    const { events, clock, outcome } = insisting(5000);
    events.complete();
    await expect(outcome).rejects.toMatchObject({ code: 'EUREKA_REGISTRY_NOT_REACHED' });
    expect(clock.pendingTimers).toBe(0);
  });
});
