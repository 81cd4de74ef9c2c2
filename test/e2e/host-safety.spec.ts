import { describe, expect, it } from '@jest/globals';
import {
  answeringAtLength,
  hanging,
  hashingWrong,
  healthy,
  resetting,
  talkingNonsense,
} from '../support/faulty-answers.js';
import { FaultyRegistry } from '../support/faulty-registry.js';
import { DEADLINE_SECONDS, HostProcess } from '../support/host-process.js';
import type { HostReport } from '../support/host-process.js';
import { until } from '../support/until.js';

/** Several hosts start at once, on a machine that has other things to do. */
const SLOW_MS = 60_000;

const MEGABYTE = 1024 * 1024;

interface Fault {
  /** How often the host meets it before the first look, and between that and the second. */
  readonly rounds: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly how?: 'SIGTERM' | 'close';
  /** What the heap may differ by between two looks, besides the noise of the compiler. @default 8 */
  readonly growthMb?: number;
}

function faultless(host: HostProcess, report: HostReport): void {
  expect({ faults: report.faults, output: host.output }).toEqual({
    faults: [],
    output: expect.not.stringContaining('by force'),
  });
  // one for the question itself, one for each of the two purposes, one that is about to close
  expect(report.resources['TCPSocketWrap'] ?? 0).toBeLessThanOrEqual(4);
  expect(report.timers).toBeLessThanOrEqual(25);
}

/** It stays well while it meets the fault again and again, and ends by itself. */
async function survives(host: HostProcess, { rounds, how = 'SIGTERM', growthMb = 8 }: Fault): Promise<HostReport> {
  await host.listening();
  await host.tell('/press');
  const pings: number[] = [];
  const met = async (count: number): Promise<HostReport> => {
    await until(
      () => `the host meets the fault ${count} times; it said:\n${host.output}`,
      async () => {
        pings.push(await host.ping());
        return (await host.rounds()) >= count;
      },
      30_000,
    );
    return host.report();
  };
  const early = await met(rounds);
  const late = await met(2 * rounds);
  faultless(host, early);
  faultless(host, late);
  expect(late.heapBytes - early.heapBytes).toBeLessThan(growthMb * MEGABYTE);
  expect(late.timers - early.timers).toBeLessThanOrEqual(5);
  expect(Math.max(...pings)).toBeLessThan(1000);
  await ends(host, how);
  return late;
}

async function ends(host: HostProcess, how: 'SIGTERM' | 'close'): Promise<void> {
  const { tookMs, ...ending } = await host.stop(how);
  expect({ ...ending, output: host.output }).toEqual({
    code: 0,
    signal: null,
    output: expect.not.stringMatching(/by force|did not close/),
  });
  expect(tookMs).toBeLessThan((DEADLINE_SECONDS + 1) * 1000);
}

describe('a host whose registry', () => {
  it.concurrent(
    'has a name that nobody knows lives on',
    async () => {
      const host = new HostProcess('NAMELESS', 'http://registry.invalid:8761/eureka/');
      const { instances } = await survives(host, { rounds: 50 });
      expect(instances).toBe(0);
    },
    SLOW_MS,
  );

  it.concurrent(
    'is found by a DNS record that nobody has lives on',
    async () => {
      const host = new HostProcess('RECORDLESS', 'http://registry.invalid:8761/eureka/', {
        EUREKA_CLIENT_USEDNSFORFETCHINGSERVICEURLS: 'true',
        EUREKA_CLIENT_EUREKASERVERDNSNAME: 'registry.invalid',
      });
      await survives(host, { rounds: 50, how: 'close' });
    },
    SLOW_MS,
  );

  it.concurrent(
    'refuses connections lives on',
    async () => {
      const gone = await new FaultyRegistry(healthy).listen();
      await gone.close();
      const host = new HostProcess('REFUSED', gone.serviceUrl);
      await survives(host, { rounds: 100, how: 'close' });
    },
    SLOW_MS,
  );

  it.concurrent(
    'resets connections in the middle of an answer lives on',
    async () => {
      const registry = await new FaultyRegistry(resetting).listen();
      await survives(new HostProcess('CUT', registry.serviceUrl), { rounds: 100 });
      expect(registry.count('full')).toBeGreaterThanOrEqual(100);
      expect(registry.mostSockets).toBeLessThanOrEqual(2);
    },
    SLOW_MS,
  );

  it.concurrent(
    'never answers has two sockets at most, and does not hold the exit',
    async () => {
      const registry = await new FaultyRegistry(hanging).listen();
      await survives(new HostProcess('HUNG', registry.serviceUrl), { rounds: 1 });
      expect(registry.count('full')).toBeGreaterThanOrEqual(2);
      expect(registry.mostSockets).toBe(2);
    },
    SLOW_MS,
  );

  it.concurrent(
    'answers with garbage lives on',
    async () => {
      const registry = await new FaultyRegistry(talkingNonsense()).listen();
      const { instances } = await survives(new HostProcess('GARBAGE', registry.serviceUrl), {
        rounds: 60,
        how: 'close',
      });
      expect(instances).toBe(0);
      expect(registry.mostSockets).toBeLessThanOrEqual(2);
    },
    SLOW_MS,
  );

  it.concurrent(
    'answers with 10 MB lives on, and knows all instances',
    async () => {
      const registry = await new FaultyRegistry(answeringAtLength()).listen();
      const { instances } = await survives(new HostProcess('LENGTHY', registry.serviceUrl), {
        rounds: 4,
        growthMb: 16,
      });
      expect(instances).toBeGreaterThan(5000);
      expect(registry.mostSockets).toBeLessThanOrEqual(2);
    },
    SLOW_MS,
  );

  it.concurrent(
    'never has the right hash lives on',
    async () => {
      const registry = await new FaultyRegistry(hashingWrong).listen();
      const { instances } = await survives(new HostProcess('MISCOUNTED', registry.serviceUrl), { rounds: 100 });
      expect(instances).toBe(1);
      expect(registry.count('delta')).toBeGreaterThan(50);
      expect(registry.mostSockets).toBeLessThanOrEqual(2);
    },
    SLOW_MS,
  );
});
