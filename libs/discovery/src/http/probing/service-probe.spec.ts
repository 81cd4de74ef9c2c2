import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { passTime } from '../../../spec-support/pass-time.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { resolveProbeOptions } from '../../balancing/probing/probe-options.js';
import type { ProbeOptions } from '../../balancing/probing/probe-options.js';
import { toServiceInstance } from '../../core/service-instance.js';
import type { ProbeOutcome } from './send-probe.js';
import { probeTurns, ServiceProbe } from './service-probe.js';
import type { ProbeChange } from './service-probe.js';

/** A service whose instances answer probes as the test says; each probe takes 10 ms. */
class ProbedService {
  readonly clock = new ManualClock();
  readonly asked: string[] = [];
  readonly changes: ProbeChange[] = [];
  readonly failing = new Set<string>();
  names = ['a', 'b'];
  underWay = 0;
  mostUnderWay = 0;
  readonly probe: ServiceProbe;

  constructor(options: ProbeOptions = {}, atOnce = 16) {
    this.probe = new ServiceProbe('orders', resolveProbeOptions(options), {
      clock: this.clock,
      turns: probeTurns(atOnce),
      instances: () =>
        this.names.map((instanceId) => toServiceInstance(sampleInstance({ instanceId, hostName: instanceId }))),
      onChange: (change) => this.changes.push(change),
      send: ({ host }, _settings, signal) => this.#answer(host, signal),
    });
  }

  #answer(id: string, signal: AbortSignal): Promise<ProbeOutcome> {
    if (signal.aborted) return Promise.resolve({ type: 'stopped' });
    this.asked.push(id);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    return new Promise((resolve) => {
      const end = (outcome: ProbeOutcome): void => {
        this.underWay -= 1;
        resolve(outcome);
      };
      const cancel = this.clock.after(10, () =>
        end(this.failing.has(id) ? { type: 'failing', because: 'answered 503' } : { type: 'healthy' }),
      );
      signal.addEventListener('abort', () => {
        cancel();
        end({ type: 'stopped' });
      });
    });
  }
}

describe('an active probe', () => {
  it('asks every instance in rounds, and tells who begins to fail and who is back', async () => {
    const service = new ProbedService({ intervalMs: 100 });
    service.failing.add('b');
    service.probe.start();
    await passTime(service.clock, 50);
    expect(service.asked).toEqual(['a', 'b']);
    expect(service.probe.results.isFailing('b')).toBe(true);
    service.failing.clear();
    await passTime(service.clock, 150);
    expect(service.asked).toEqual(['a', 'b', 'a', 'b']);
    expect(service.changes).toEqual([
      { service: 'orders', instanceId: 'b', healthy: false, because: 'answered 503' },
      { service: 'orders', instanceId: 'b', healthy: true, because: '' },
    ]);
    service.probe.stop();
  });

  it('begins once, after its delay', async () => {
    const service = new ProbedService({ initialDelayMs: 40 });
    service.probe.start();
    service.probe.start();
    service.probe.changed();
    await passTime(service.clock, 30);
    expect(service.asked).toEqual([]);
    await passTime(service.clock, 40);
    expect(service.asked).toEqual(['a', 'b']);
    service.probe.stop();
  });

  it('asks who is new at once, and forgets who is gone', async () => {
    const service = new ProbedService({ intervalMs: 10_000 });
    service.failing.add('a').add('c');
    service.probe.start();
    await passTime(service.clock, 20);
    service.names = ['b', 'c'];
    service.probe.changed();
    service.probe.changed();
    await passTime(service.clock, 20);
    expect(service.asked).toEqual(['a', 'b', 'c']);
    expect(['a', 'b', 'c'].map((id) => service.probe.results.isFailing(id))).toEqual([false, false, true]);
    service.probe.stop();
  });

  it('asks each instance once where it is not to repeat', async () => {
    const service = new ProbedService({ intervalMs: 20, repeat: false });
    service.probe.start();
    await passTime(service.clock, 200);
    service.names.push('c');
    service.probe.changed();
    await passTime(service.clock, 200);
    expect(service.asked).toEqual(['a', 'b', 'c']);
    expect(service.clock.pendingTimers).toBe(0);
  });

  it('has so many probes under way at once at most, of all services together', async () => {
    const service = new ProbedService({ intervalMs: 1000 }, 3);
    service.names = Array.from({ length: 10 }, (_, index) => `i-${index}`);
    service.probe.start();
    await passTime(service.clock, 100);
    expect([service.asked.length, service.mostUnderWay]).toEqual([10, 3]);
    service.probe.stop();
  });

  it('stops with probes under way and waiting, and leaves no timer', async () => {
    const service = new ProbedService({ intervalMs: 100 }, 1);
    service.failing.add('a').add('b');
    service.probe.start();
    await passTime(service.clock, 5, 5);
    service.probe.stop();
    await passTime(service.clock, 500);
    service.probe.start();
    service.probe.changed();
    await passTime(service.clock, 100);
    expect([service.asked, service.changes, service.clock.pendingTimers]).toEqual([['a'], [], 0]);
  });
});
