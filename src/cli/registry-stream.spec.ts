import { describe, expect, it } from '@jest/globals';
import { encodeApplications, newInstance } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import type { EndpointStream, StreamOutcome } from '@nest-eureka/transport';
import { registryChanges } from './registry-changes.js';
import { RegistryStream } from './registry-stream.js';
import type { StreamEnd } from './registry-stream.js';

const REFUSED = (status: number): StreamOutcome => ({ kind: 'refused', status });

function instance(id: string, changes: Partial<InstanceInfo> = {}): InstanceInfo {
  const port = { number: 80, enabled: true };
  const fields = { instanceId: id, hostName: 'h', app: 'A', ipAddr: '10.0.0.1', port, securePort: port };
  return newInstance({ ...fields, lastUpdatedTimestamp: 1, ...changes });
}

function event(type: string, id: string, appsHashCode: string, ...instances: readonly InstanceInfo[]): string {
  const registry: Applications = { versionsDelta: 1, appsHashCode, applications: [{ name: 'A', instances }] };
  const data = encodeApplications(registry, { format: 'json', detail: 'full', version: 'v2' });
  return `event: ${type}\nid: ${id}\ndata: ${data}\n\n`;
}

/** A server whose streams are given, one after the other. */
function served(...streams: readonly (readonly [text: string, end: StreamOutcome])[]) {
  const [asked, told]: [string[], string[]] = [[], []];
  const clock = new ManualClock();
  let begun = 0;
  const listen = async (path: string, take: EndpointStream['take'], signal: AbortSignal): Promise<StreamOutcome> => {
    const [text, end] = streams[asked.length] ?? ['', REFUSED(404)];
    asked.push(path);
    try {
      if (text !== '') await take(Buffer.from(text));
      else if (end.kind === 'ended') clock.advance(10_000);
    } catch (error) {
      return { kind: 'failed', reason: 'unreachable', message: String(error) };
    }
    return signal.aborted ? { kind: 'failed', reason: 'aborted', message: 'was given up' } : end;
  };
  const hearer = {
    began: () => void begun++,
    changed: (before: Applications, after: Applications) =>
      void told.push(...registryChanges(before, after).map(({ id, from, to }) => `${id} ${from} ${to}`)),
  };
  const stream = new RegistryStream({ listen }, 'A', hearer, clock);
  const ends: StreamEnd[] = [];
  const read = async (): Promise<void> => void ends.push(await stream.read());
  return { read, ends, asked, told, begun: () => begun };
}

const ENDED: StreamOutcome = { kind: 'ended' };

describe('a registry followed by its change stream', () => {
  it('tells what changed since the snapshot, and goes on where the last stream ended', async () => {
    const first = event('snapshot', '1@n', 'UP_1_', instance('i-1'));
    const changed = instance('i-1', { status: 'DOWN', actionType: 'MODIFIED', lastUpdatedTimestamp: 2 });
    const second = event('changes', '2@n', 'DOWN_1_', changed);
    const added = event('changes', '3@n', 'DOWN_1_UP_1_', instance('i-2', { actionType: 'ADDED' }));
    const server = served([first + second, ENDED], [added, ENDED]);
    await server.read();
    await server.read();
    expect(server.told).toEqual(['i-1 UP DOWN', 'i-2 undefined UP']);
    expect(server.asked).toEqual(['x/watch?apps=A', 'x/watch?apps=A&since=2%40n']);
    expect(server.ends).toEqual([
      { kind: 'broken', message: 'ended the stream' },
      { kind: 'broken', message: 'ended the stream' },
    ]);
    expect(server.begun()).toBe(2);
  });

  it('starts over when changes do not fit, and tells what it has missed', async () => {
    const first = event('snapshot', '1@n', 'UP_1_', instance('i-1'));
    const missing = event('changes', '9@n', 'UP_5_', instance('i-2', { actionType: 'ADDED' }));
    const again = event('snapshot', '10@n', 'UP_1_', instance('i-3'));
    const server = served([first + missing, ENDED], [again, ENDED]);
    await server.read();
    expect(server.ends).toEqual([{ kind: 'broken', message: 'told changes that do not fit' }]);
    await server.read();
    expect(server.asked[1]).toBe('x/watch?apps=A');
    expect(server.told).toEqual(['i-3 undefined UP', 'i-1 UP undefined']);
  });

  it.each([
    ['a server without one', '', REFUSED(404), { kind: 'not-offered' }],
    ['a server that answers something else', '', REFUSED(200), { kind: 'not-offered' }],
    ['a stream of which nothing comes through', '', ENDED, { kind: 'not-offered' }],
    ['a server that starts', '', REFUSED(503), { kind: 'broken', message: 'answered 503' }],
    ['an event without JSON', 'event: snapshot\ndata: {\n\n', ENDED, { kind: 'broken' }],
  ] as const)('ends with a word about %s', async (_what, text, end, ending) => {
    const server = served([text, end]);
    await server.read();
    expect(server.ends).toMatchObject([ending]);
    expect(server.told).toEqual([]);
  });
});
