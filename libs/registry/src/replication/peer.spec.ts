import { describe, expect, it } from '@jest/globals';
import { sampleMessage, told } from '../../spec-support/replication/sample-message.js';
import { ScriptedPeer, takesAll } from '../../spec-support/replication/scripted-peer.js';
import type { Script } from '../../spec-support/replication/scripted-peer.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';

const unreachable: Script = () => ({ kind: 'unreachable', message: 'refused the connection' });
const silent: Script = () => ({ kind: 'silent', message: 'did not answer within 5000 ms' });
const congested: Script = () => ({ kind: 'congested', message: 'answered 503' });

describe('Peer', () => {
  it('asks first who is there, so that nothing is ever sent to the node itself', async () => {
    const scripted = new ScriptedPeer({}, { recognise: () => 'self' });
    scripted.script = () => ({ kind: 'delivered', node: { id: 'me', version: 1 }, responses: [] });
    scripted.peer.submit(sampleMessage('Register'));
    scripted.peer.start();
    await scripted.clock.advanceAsync(60_000);
    expect(scripted.calls).toEqual([{ at: 0, items: [] }]);
    expect(scripted.peer.state).toBe('self');
    expect(scripted.ended).toBe(1);
    expect(scripted.clock.pendingTimers).toBe(0);
  });

  it('lets the first message wait 500 ms for company, then sends 250 at a time', async () => {
    const scripted = await new ScriptedPeer().met();
    for (let n = 0; n < 600; n++) scripted.peer.submit(sampleMessage('Heartbeat', `i-${n}`));
    await scripted.clock.advanceAsync(499);
    expect(scripted.calls).toEqual([]);
    await scripted.clock.advanceAsync(1);
    expect(scripted.calls.map(({ items }) => items.length)).toEqual([250, 250, 100]);
  });

  it('tells a node of ours at once, the next after 50 ms, heartbeats after 500, and what a cancel ends', async () => {
    const scripted = new ScriptedPeer();
    scripted.script = (items) => ({
      kind: 'delivered',
      node: { id: 'other', version: 1 },
      responses: items.map(() => ({ statusCode: 200, responseEntity: undefined })),
    });
    await scripted.met();
    const since = 1000;
    await scripted.clock.advanceAsync(since);
    scripted.peer.submit(sampleMessage('Heartbeat', 'a', { since }));
    scripted.peer.submit(sampleMessage('Cancel', undefined, { since }));
    await scripted.clock.advanceAsync(0);
    expect(scripted.batches[0]).toMatchObject([
      { action: 'Heartbeat', id: 'a' },
      { action: 'Cancel', lastDirtyTimestamp: 1000, status: undefined },
    ]);
    expect(scripted.peer.report).toMatchObject({ node: 'other', lastLagMs: 0, counts: { batches: 1, items: 2 } });
    scripted.peer.submit(sampleMessage('Cancel', 'b', { since }));
    scripted.peer.submit(sampleMessage('Cancel', 'c', { since }));
    await scripted.clock.advanceAsync(49);
    expect(scripted.batches).toHaveLength(1);
    await scripted.clock.advanceAsync(1);
    expect(scripted.batches[1]).toMatchObject([{ id: 'b' }, { id: 'c' }]);
    scripted.peer.submit(sampleMessage('Heartbeat', 'a', { since: since + 50 }));
    await scripted.clock.advanceAsync(499);
    expect(scripted.batches).toHaveLength(2);
    await scripted.clock.advanceAsync(1);
    expect(scripted.batches).toHaveLength(3);
  });

  it('keeps to the exact shape of Java towards any other', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.peer.submit(sampleMessage('Cancel'));
    await scripted.clock.advanceAsync(500);
    expect(JSON.parse(JSON.stringify(scripted.batches[0]))).toEqual([
      { appName: 'ORDERS', id: 'i-1', action: 'Cancel' },
    ]);
  });

  it('has one batch on its way at a time', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = () => undefined;
    scripted.peer.submit(sampleMessage('Register', 'a'));
    await scripted.clock.advanceAsync(500);
    scripted.peer.submit(sampleMessage('Register', 'b', { since: scripted.clock.monotonic() }));
    await scripted.clock.advanceAsync(4000);
    expect(scripted.calls).toHaveLength(1);
    expect(scripted.peer.report).toMatchObject({ queued: 1, waitingMs: 4000 });
  });

  it('repeats a batch after 1 s when the peer is congested, with what came in meanwhile', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = congested;
    scripted.peer.submit(sampleMessage('Register', 'a'));
    await scripted.clock.advanceAsync(500);
    scripted.script = takesAll;
    scripted.peer.submit(sampleMessage('Register', 'b'));
    await scripted.clock.advanceAsync(1500);
    expect(scripted.calls).toEqual([
      { at: 500, items: ['Register a'] },
      { at: 500 + 1333 * 0.75, items: ['Register a', 'Register b'] },
    ]);
  });

  it('repeats it after 100 ms when the connection failed, and only asks once that failed three times', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = unreachable;
    scripted.peer.submit(sampleMessage('Register', 'a'));
    await scripted.clock.advanceAsync(60_000);
    const [first, second, third, ...asking] = scripted.calls;
    expect([first, second, third].map((call) => call?.items?.join())).toEqual(Array(3).fill('Register a'));
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeCloseTo(100, 0);
    expect(new Set(asking.flatMap(({ items }) => items)).size).toBe(0);
    expect(asking.length).toBeLessThan(30);
    expect(scripted.changes.at(-1)).toMatchObject({ to: 'unavailable', reason: 'refused the connection' });
    expect(scripted.peer.report).toMatchObject({ state: 'unavailable', queued: 1 });
  });

  it('is in step within 10 s of the return of a peer that was away for 5 minutes, with 10,000 instances beating', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = silent;
    for (let second = 0; second < 300; second++) {
      const { clock } = scripted;
      for (let n = second % 30; n < 10_000; n += 30) {
        scripted.peer.submit(
          sampleMessage('Heartbeat', `i-${n}`, { since: clock.monotonic(), expiresAt: clock.monotonic() + 30_000 }),
        );
      }
      await clock.advanceAsync(1000);
    }
    expect(scripted.peer.report.queued).toBe(10_000);
    scripted.script = takesAll;
    scripted.batches.length = 0;
    await scripted.clock.advanceAsync(10_000);
    expect(scripted.peer.report).toMatchObject({ state: 'available', queued: 0 });
    const beats = new Set(scripted.batches.flat().map((item) => item.id));
    // those whose next heartbeat is due expire in these seconds
    expect(beats.size).toBeGreaterThan(8000);
  });

  it('leaves a busy peer in peace for as long as it asks, up to 30 s', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = () => ({ kind: 'congested', message: 'answered 503', retryAfterMs: 7_000 });
    scripted.peer.submit(sampleMessage('Register', 'a'));
    await scripted.clock.advanceAsync(500);
    scripted.script = () => ({ kind: 'congested', message: 'answered 503', retryAfterMs: 3_600_000 });
    await scripted.clock.advanceAsync(7_000);
    scripted.script = takesAll;
    await scripted.clock.advanceAsync(60_000);
    expect(scripted.calls.slice(0, 3).map(({ at }) => at)).toEqual([500, 7_500, 37_500]);
  });

  it('says that its breaker is open while it only asks', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = unreachable;
    scripted.peer.submit(sampleMessage('Register', 'a'));
    expect(scripted.peer.report.breaker).toBe('closed');
    await scripted.clock.advanceAsync(5_000);
    expect(scripted.peer.report.breaker).toBe('open');
    scripted.script = takesAll;
    await scripted.clock.advanceAsync(10_000);
    expect(scripted.peer.report.breaker).toBe('closed');
  });

  it('asks before the next batch after a silence, since the last one may yet arrive', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = silent;
    scripted.peer.submit(sampleMessage('Register', 'a'));
    await scripted.clock.advanceAsync(500);
    scripted.script = takesAll;
    await scripted.clock.advanceAsync(2000);
    expect(scripted.calls.map(({ items }) => items)).toEqual([['Register a'], [], ['Register a']]);
  });

  it('finds the one item that the peer will not have and delivers the others', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = (items) =>
      items.some(({ id }) => id === 'poison') ? { kind: 'rejected', message: 'answered 400' } : takesAll(items);
    for (const id of ['a', 'b', 'c', 'poison', 'd', 'e']) scripted.peer.submit(sampleMessage('Register', id));
    await scripted.clock.advanceAsync(5000);
    const delivered = scripted.batches.flat().map(({ id }) => id);
    expect(new Set(delivered)).toEqual(new Set(['a', 'b', 'c', 'poison', 'd', 'e']));
    expect(scripted.peer.report).toMatchObject({ queued: 0, counts: { rejected: 1, items: 5 } });
  });

  it('sends the registration when a heartbeat is answered 404', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.holds(sampleInstance({ instanceId: 'a', status: 'DOWN' }));
    scripted.script = (items) => ({
      kind: 'delivered',
      node: undefined,
      responses: items.map(({ action }) => ({
        statusCode: action === 'Heartbeat' ? 404 : 200,
        responseEntity: undefined,
      })),
    });
    scripted.peer.submit(sampleMessage('Heartbeat', 'a'));
    scripted.peer.submit(sampleMessage('Heartbeat', 'gone'));
    await scripted.clock.advanceAsync(2000);
    expect(scripted.calls.map(({ items }) => items)).toEqual([['Heartbeat a', 'Heartbeat gone'], ['Register a']]);
    expect(scripted.batches[1]?.[0]?.instanceInfo?.status).toBe('DOWN');
    expect(scripted.peer.report.counts).toMatchObject({ registrationsWanted: 1, declined: 1 });
  });

  it('believes no answer whose length is another than that of the batch', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.holds(sampleInstance({ instanceId: 'a' }));
    scripted.script = () => ({ kind: 'delivered', node: undefined, responses: [] });
    scripted.peer.submit(sampleMessage('Heartbeat', 'a'));
    await scripted.clock.advanceAsync(2000);
    expect(scripted.calls).toHaveLength(1);
  });

  it('asks from time to time while there is nothing to send', async () => {
    const scripted = await new ScriptedPeer().met();
    await scripted.clock.advanceAsync(30_000);
    expect(scripted.calls).toEqual([10_000, 20_000, 30_000].map((at) => ({ at, items: [] })));
  });

  it('sends at the end what still waits, but does not wait for a peer that hangs', async () => {
    const quick = await new ScriptedPeer().met();
    quick.peer.submit(sampleMessage('Cancel'));
    await quick.peer.close(1000);
    expect(quick.calls.map(({ items }) => items)).toEqual([[told({ action: 'Cancel', id: 'i-1' })]]);
    expect(quick.clock.pendingTimers).toBe(0);

    const hanging = await new ScriptedPeer().met();
    hanging.script = () => undefined;
    hanging.peer.submit(sampleMessage('Cancel'));
    const closed = hanging.peer.close(1000);
    await hanging.clock.advanceAsync(1000);
    await closed;
    expect(hanging.peer.state).toBe('closed');
    expect(hanging.clock.pendingTimers).toBe(0);
  });

  it('goes on after a fault of its own and reports it', async () => {
    const scripted = await new ScriptedPeer().met();
    scripted.script = () => {
      throw new Error('a fault');
    };
    for (const id of ['a', 'b']) scripted.peer.submit(sampleMessage('Register', id));
    await scripted.clock.advanceAsync(500);
    scripted.script = takesAll;
    await scripted.clock.advanceAsync(5000);
    expect(scripted.errors).toEqual([new Error('a fault'), new Error('a fault')]);
    expect(scripted.calls.at(-1)?.items).toEqual(['Register b']);
  });
});
