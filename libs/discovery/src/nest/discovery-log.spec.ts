import { describe, expect, it } from '@jest/globals';
import type { InstanceStatus } from '@nest-eureka/protocol';
import type { ClientEvent } from '../core/client-event.js';
import { DiscoveryLog } from './discovery-log.js';

function logOf(...events: readonly [subject: string, event: ClientEvent, status?: InstanceStatus][]): string[] {
  const lines: string[] = [];
  const keep = (level: string) => (message: unknown) => void lines.push(`${level} ${String(message)}`);
  const log = new DiscoveryLog({ log: keep('log'), warn: keep('warn'), error: keep('error') });
  for (const [subject, event, status] of events) log.event(subject, event, status);
  return lines;
}

const server = 'http://peer1/eureka/';
const registered = (again: boolean): ClientEvent => ({ type: 'registered', at: 1, server, status: 'UP', again });
const heartbeat: ClientEvent = { type: 'heartbeat', at: 1, server };
const heartbeatFailed: ClientEvent = { type: 'heartbeat-failed', at: 1, message: 'no answer' };
const fetched: ClientEvent = { type: 'registry-fetched', at: 1, changed: true };
const fetchFailed: ClientEvent = { type: 'fetch-failed', at: 1, message: 'http://u:secret@peer1/ refused\n  it' };

describe('DiscoveryLog', () => {
  it('tells a failure when it begins and when it is over, not each time in between', () => {
    const lines = logOf(
      ['A', registered(false)],
      ['A', heartbeat],
      ['A', heartbeatFailed],
      ['A', heartbeatFailed],
      ['A', { type: 'register-failed', at: 1, message: 'no answer' }],
      ['A', registered(true)],
      ['A', heartbeat],
      ['A', heartbeatFailed],
      ['A', heartbeat],
    );
    expect(lines).toEqual([
      'log registered A (UP) with http://peer1/eureka/',
      'warn A: no answer; trying again until it works',
      'log A (UP) is registered again, with http://peer1/eureka/',
      'warn A: no answer; trying again until it works',
      'log http://peer1/eureka/ takes the heartbeats of A again',
    ]);
  });

  it('is silent about changes that a registry takes', () => {
    expect(logOf(['A', registered(true)], ['A', heartbeat], ['the registry', fetched])).toEqual([]);
  });

  it('tells of each subject by itself', () => {
    expect(logOf(['A', heartbeatFailed], ['B', heartbeatFailed], ['A', heartbeat])).toHaveLength(3);
  });

  it('knows who it happens to again after a change of status', () => {
    const lines = logOf(
      ['A', registered(false), 'STARTING'],
      ['A', heartbeatFailed, 'UP'],
      ['A', heartbeatFailed, 'DOWN'],
      ['A', heartbeat, 'DOWN'],
      ['A', heartbeatFailed, 'UP'],
    );
    expect(lines).toEqual([
      'log registered A (UP) with http://peer1/eureka/',
      'warn A (UP): no answer; trying again until it works',
      'log http://peer1/eureka/ takes the heartbeats of A (DOWN) again',
      'warn A (UP): no answer; trying again until it works',
    ]);
  });

  it('writes another reason of a failure that goes on, once in a minute', () => {
    const failing = (at: number, message: string): [string, ClientEvent] => [
      'A',
      { type: 'fetch-failed', at, message },
    ];
    const lines = logOf(
      failing(0, 'no answer within 3000 ms (2 attempts)'),
      failing(59_999, 'answered 401'),
      failing(60_000, 'no answer within 2999 ms (3 attempts)'),
      failing(60_001, 'answered 401'),
      failing(70_000, 'refused'),
      failing(200_000, 'answered 401'),
    );
    expect(lines).toEqual([
      'warn no answer within 3000 ms (2 attempts); trying again until it works',
      'warn answered 401; trying again until it works',
    ]);
  });

  it('writes one line without credentials for each fetch that begins to fail', () => {
    expect(logOf(['the registry', fetchFailed], ['the registry', fetchFailed], ['the registry', fetched])).toEqual([
      'warn http://***@peer1/ refused it; trying again until it works',
      'log the registry can be read again',
    ]);
  });

  it('says how old the copy is that stands in for the registry', () => {
    expect(logOf(['the registry', { type: 'copy-taken', at: 5000, savedAt: 3_600_000 }])).toEqual([
      'warn no registry has answered yet; services are looked up in the copy of 1970-01-01T01:00:00.000Z',
    ]);
  });

  it.each([
    [undefined, 'log A has left the registry'],
    ['Cancelling was refused', 'warn A: Cancelling was refused'],
  ])('tells how leaving came out (%s)', (message, line) => {
    expect(logOf(['A', { type: 'cancelled', at: 1, message }])).toEqual([line]);
  });

  it('tells who fails its probes and who answers them again', () => {
    const change = { type: 'probe-changed', at: 1, service: 'orders', instanceId: 'i-1' } as const;
    expect(
      logOf(
        ['i-1', { ...change, healthy: false, because: 'answered 503' }],
        ['i-1', { ...change, healthy: true, because: '' }],
      ),
    ).toEqual([
      'warn i-1 fails its probes and gets no calls while others are well: answered 503',
      'log i-1 answers its probes again',
    ]);
  });

  it('lets nothing that others registered steer a terminal', () => {
    const lines: string[] = [];
    const keep = (message: string): number => lines.push(message);
    new DiscoveryLog({ log: keep, warn: keep, error: keep }).warn('i\u{1b}[2J-1\n has weight=\u{7}');
    expect(lines).toEqual(['i\u{fffd}[2J-1 has weight=\u{fffd}']);
  });

  it('lets the client go on when the logger of the host throws', () => {
    let tries = 0;
    const broken = (): never => {
      tries++;
      throw new Error('no room on the disk');
    };
    const log = new DiscoveryLog({ log: broken, warn: broken, error: broken });
    expect(() => {
      log.event('A', registered(false));
      log.event('A', heartbeatFailed);
      log.error('the application closes');
    }).not.toThrow();
    expect(tries).toBe(3);
  });
});
