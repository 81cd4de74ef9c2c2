import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { passTime } from '../../spec-support/pass-time.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { ScriptedCalls } from '../../spec-support/scripted-calls.js';
import { LocalRegistry } from '../core/local-registry.js';
import { EurekaLink } from './eureka-link.js';
import { resolveEurekaConfig } from './resolve-eureka-config.js';

const around = { workingDirectory: '/nowhere', environment: {}, readFile: () => undefined };
const instance = { app: 'orders', vipAddress: 'orders', port: 1, dataCenterInfo: { name: 'MyOwn' } };

function setUp() {
  const clock = new ManualClock();
  const calls = new ScriptedCalls(clock);
  const events: string[] = [];
  const link = new EurekaLink(resolveEurekaConfig({ instance, eureka: { fetchRegistry: false } }, around), {
    clock,
    random: () => 0,
    calls,
    registry: new LocalRegistry(
      { region: 'default', availabilityZones: new Map(), remoteRegions: [], filterOnlyUpInstances: true },
      { random: () => 0 },
    ),
    instance: sampleInstance(),
    onEvent: ({ type }) => events.push(type),
  });
  const outcomes: string[] = [];
  const note = (work: Promise<void>): void => {
    void work.then(
      () => outcomes.push('done'),
      (error: Error) => outcomes.push(error.message),
    );
  };
  return { clock, calls, link, events, outcomes, note };
}

describe('the link of a client of eureka-js-client', () => {
  it('beats as often as it is told', async () => {
    const { clock, calls, link, note, outcomes } = setUp();
    note(link.start());
    await passTime(clock, 60_000, 1_000);

    expect(outcomes).toEqual(['done']);
    expect(calls.purposes).toEqual(['register', 'heartbeat', 'heartbeat']);
  });

  it('repeats a registration as often as it is told before it says so, and goes on', async () => {
    const { clock, calls, link, note, outcomes } = setUp();
    calls.script = ['unreachable', 'unreachable', 'unreachable', 'unreachable', 'unreachable'];
    note(link.start());
    await passTime(clock, 2_000, 100);
    expect(outcomes).toEqual([]);

    await passTime(clock, 2_000, 100);
    expect(outcomes).toEqual([expect.stringContaining('unreachable')]);
    expect(calls.count('register')).toBe(4);

    note(link.start());
    await passTime(clock, 20_000, 100);
    expect(outcomes.slice(1)).toEqual(['done']);
  });

  it('ends in time when the registry hangs, and sends nothing afterwards', async () => {
    const { clock, calls, link, note, outcomes } = setUp();
    note(link.start());
    await passTime(clock, 0);
    calls.otherwise = () => 'hang';
    note(link.stop());
    await passTime(clock, 5_000, 100);
    expect(outcomes).toEqual(['done', expect.any(String)]);

    const sent = calls.sent.length;
    await passTime(clock, 120_000, 1_000);
    expect(calls.sent).toHaveLength(sent);
    expect(calls.purposes.at(-1)).toBe('cancel');
  });

  it('says when the registry did not confirm that the instance has left', async () => {
    const { clock, calls, link, note, outcomes, events } = setUp();
    note(link.start());
    await passTime(clock, 0);
    calls.otherwise = () => 500;
    note(link.stop());
    await passTime(clock, 0);

    expect(outcomes).toEqual(['done', expect.stringContaining('500')]);
    expect(events.at(-1)).toBe('cancelled');
  });

  it('tells who waits for the start that it was stopped', async () => {
    const { clock, calls, link, note, outcomes } = setUp();
    calls.otherwise = () => 'unreachable';
    note(link.start());
    await passTime(clock, 0);
    note(link.stop());
    await passTime(clock, 0);

    expect(outcomes[0]).toBe('The client was stopped');
  });
});
