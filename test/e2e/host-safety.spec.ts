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
/** Far above what a busy machine with eleven such hosts takes, far below a client that holds the event loop for good. */
const RESPONSIVE_MS = 5000;

interface Registered {
  readonly instance: { readonly status: string };
}

interface Fault {
  /** How often the host meets it before the first look, and between that and the second. */
  readonly rounds: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly how?: 'SIGTERM' | 'close';
  /** What the heap may differ by between two looks, besides the noise of the compiler. @default 8 */
  readonly growthMb?: number;
  /** What its output must not tell of its end. @default that it was ended by force, or did not close in time */
  readonly leftovers?: RegExp;
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
async function survives(
  host: HostProcess,
  { rounds, how = 'SIGTERM', growthMb = 8, leftovers }: Fault,
): Promise<HostReport> {
  await host.listening();
  await host.tell('/press');
  const pings: number[] = [];
  const met = async (count: number): Promise<HostReport> => {
    await until(
      () => `the host meets the fault ${count} times; it said:\n${host.output}`,
      async () => {
        const { rounds: known, tookMs } = await host.ping();
        pings.push(tookMs);
        return known >= count;
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
  expect(Math.max(...pings)).toBeLessThan(RESPONSIVE_MS);
  expect(late.longestDelayMs).toBeLessThan(RESPONSIVE_MS);
  await ends(host, how, leftovers);
  return late;
}

async function ends(host: HostProcess, how: 'SIGTERM' | 'close', leftovers = /by force|did not close/): Promise<void> {
  const { tookMs, ...ending } = await host.stop(how);
  expect({ ...ending, output: host.output }).toEqual({
    code: 0,
    signal: null,
    output: expect.not.stringMatching(leftovers),
  });
  expect(tookMs).toBeLessThan(DEADLINE_SECONDS * 1000 + RESPONSIVE_MS);
}

describe('a host whose registry', () => {
  it.concurrent(
    'has a name that nobody knows lives on',
    async () => {
      const host = new HostProcess('NAMELESS', 'http://registry.invalid:8761/eureka/');
      // a look-up under way in the operating system cannot be taken back, and may take longer than the process waits for what is left
      const { instances } = await survives(host, { rounds: 50, leftovers: /did not close/ });
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
      expect(await survives(host, { rounds: 50, how: 'close' })).toMatchObject({ instances: 0 });
    },
    SLOW_MS,
  );

  it.concurrent(
    'refuses connections lives on',
    async () => {
      const gone = await new FaultyRegistry(healthy).listen();
      await gone.close();
      const host = new HostProcess('REFUSED', gone.serviceUrl);
      expect(await survives(host, { rounds: 50, how: 'close' })).toMatchObject({ instances: 0 });
    },
    SLOW_MS,
  );

  it.concurrent(
    'resets connections in the middle of an answer lives on',
    async () => {
      const registry = await new FaultyRegistry(resetting).listen();
      await survives(new HostProcess('CUT', registry.serviceUrl), { rounds: 50 });
      expect(registry.count('full')).toBeGreaterThanOrEqual(100);
      expect(registry.mostSockets).toBeLessThanOrEqual(2);
    },
    SLOW_MS,
  );

  it.concurrent(
    'never answers has two sockets at most, and does not hold the exit',
    async () => {
      const registry = await new FaultyRegistry(hanging).listen();
      const impatient = { EUREKA_CLIENT_EUREKASERVERREADTIMEOUTSECONDS: '1' };
      await survives(new HostProcess('HUNG', registry.serviceUrl, impatient), { rounds: 1 });
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
        // measured over 50 rounds: 41 or 74 MB, and no more; an answer lives on until the next one when its last reader has not been collected
        growthMb: 48,
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
      const { instances } = await survives(new HostProcess('MISCOUNTED', registry.serviceUrl), { rounds: 50 });
      expect(instances).toBe(1);
      expect(registry.count('delta')).toBeGreaterThan(50);
      expect(registry.mostSockets).toBeLessThanOrEqual(2);
    },
    SLOW_MS,
  );
});

it.concurrent(
  'a host whose clock is set 10 minutes on and back keeps its lease, without a burst of calls',
  async () => {
    const registry = await new FaultyRegistry(healthy).listen();
    const host = await new HostProcess('JUMPING', registry.serviceUrl).listening();
    const calls = (): number => registry.count('heartbeat') + registry.count('full') + registry.count('delta');
    const goesOn = async (): Promise<void> => {
      const [beats, deltas] = [registry.count('heartbeat'), registry.count('delta')];
      const isOn = (): boolean => registry.count('heartbeat') >= beats + 2 && registry.count('delta') >= deltas + 2;
      await until('heartbeats and fetches go on', isOn);
    };
    await goesOn();
    const from = performance.now();
    const before = calls();
    for (const minutes of [10, -20, 10]) {
      await host.tell(`/shift-clock?ms=${minutes * 60_000}`);
      await goesOn();
    }
    const seconds = (performance.now() - from) / 1000;
    // a heartbeat and a fetch each second, and a few at the change from one second to the next
    expect(calls() - before).toBeLessThanOrEqual(2 * seconds + 4);
    const report = await host.report();
    expect(report).toMatchObject({ state: 'registered', instances: 1 });
    faultless(host, report);
    await ends(host, 'SIGTERM');
    expect(registry.count('cancel')).toBe(1);
  },
  SLOW_MS,
);

it.concurrent(
  'a host that changes its status 1,000 times a second tells the registry of the last one, and of few before',
  async () => {
    const told: string[] = [];
    const registry = await new FaultyRegistry((asked, response, request) => {
      if (asked !== 'register') return healthy(asked, response, request);
      const body: Buffer[] = [];
      request.on('data', (chunk: Buffer) => body.push(chunk));
      request.on('end', () => {
        told.push((JSON.parse(Buffer.concat(body).toString()) as Registered).instance.status);
        response.writeHead(204).end();
      });
    }).listen();
    const host = await new HostProcess('FICKLE', registry.serviceUrl).listening();
    await until('it is registered', async () => (await host.report()).state === 'registered');
    const early = await host.report();
    await host.tell('/flip?perSecond=1000&forMs=3000');
    await until('it has flipped', async () => {
      expect((await host.ping()).tookMs).toBeLessThan(RESPONSIVE_MS);
      return (await host.report()).flips === 3000;
    });
    await until('the last status is told', () => told.length > 1 && told.at(-1) === 'UP');
    const late = await host.report();
    expect(told.length).toBeLessThanOrEqual(12);
    faultless(host, late);
    expect(late.heapBytes - early.heapBytes).toBeLessThan(8 * MEGABYTE);
    expect(registry.mostSockets).toBeLessThanOrEqual(2);
    await ends(host, 'close');
    expect(told.at(-1)).toBe('DOWN');
  },
  SLOW_MS,
);

// the real thing is once a second for a minute; here it is four times a second for as many changes as fit into six seconds
it.concurrent(
  'a host whose registry comes and goes all the time is registered in the end',
  async () => {
    const registry = await new FaultyRegistry(healthy).listen();
    const host = await new HostProcess('FLAPPING', registry.serviceUrl).listening();
    await host.tell('/press');
    const reports: HostReport[] = [];
    for (let change = 0; change < 24; change++) {
      const { rounds } = await host.ping();
      const from = performance.now();
      await until('the host meets the change', async () => {
        const isMet = (await host.ping()).rounds > rounds;
        return isMet && performance.now() - from >= 250;
      });
      if (change === 8 || change === 22) reports.push(await host.report());
      if (change % 2 === 0) await registry.close();
      else await registry.listen();
    }
    await until('it is registered', async () => (await host.report()).state === 'registered');
    const [early, late] = reports as [HostReport, HostReport];
    faultless(host, early);
    faultless(host, late);
    expect(late.heapBytes - early.heapBytes).toBeLessThan(8 * MEGABYTE);
    expect(registry.mostSockets).toBeLessThanOrEqual(2);
    await ends(host, 'SIGTERM');
    expect(registry.count('cancel')).toBe(1);
  },
  SLOW_MS,
);
