import { describe, expect, it } from '@jest/globals';
import { parseEndpoint } from '@nest-eureka/transport';
import type { Endpoint } from '@nest-eureka/transport';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleMessage } from '../../../spec-support/replication/sample-message.js';
import { ScriptedPeer, takesAll } from '../../../spec-support/replication/scripted-peer.js';
import { Replicator } from '../replicator.js';
import { Peers } from './peers.js';

/** Three names of two nodes, one of them this one, unless told otherwise. */
class Net {
  readonly clock = new ManualClock();
  readonly created: { readonly url: string; readonly scripted: ScriptedPeer }[] = [];
  /** Node ids by host; none: not one of ours. */
  readonly nodes = new Map<string, string>();
  readonly replicator = new Replicator(this.clock, { changeMs: 1, registrationMs: 1 }, () => undefined);
  found: readonly string[] = [];
  own = new Set<string>();
  readonly peers = new Peers({
    find: async () => this.found.map((url) => parseEndpoint(url) as Endpoint),
    isOwn: (url) => this.own.has(url),
    replicator: this.replicator,
    ownNodeId: 'me',
    onChange: () => {},
    create: (endpoint, hooks) => {
      const scripted = new ScriptedPeer({}, hooks);
      const node = this.nodes.get(new URL(endpoint.url).hostname);
      scripted.script = (items) => ({
        kind: 'delivered',
        node: node === undefined ? undefined : { id: node, version: 1 },
        responses: items.map(() => ({ statusCode: 200, responseEntity: undefined })),
      });
      this.created.push({ url: endpoint.url, scripted });
      return scripted.peer;
    },
  });

  async refresh(...urls: readonly string[]): Promise<void> {
    this.found = urls;
    await this.peers.refresh();
    for (const { scripted } of this.created) await scripted.clock.advanceAsync(1);
  }

  /** The newest peer made for a host. */
  at(host: string): ScriptedPeer {
    const found = this.created.filter(({ url }) => new URL(url).hostname === host).at(-1);
    if (found === undefined) throw new Error(`no peer at ${host}`);
    return found.scripted;
  }
}

describe('Peers', () => {
  it('lists the nodes but itself, and keeps those that stay', async () => {
    const net = new Net();
    net.own.add('http://me/');
    await net.refresh('http://me/', 'http://a/', 'http://b/');
    const first = net.at('a');
    await net.refresh('http://a/', 'http://c/');
    expect(net.created.map(({ url }) => url)).toEqual(['http://a/', 'http://b/', 'http://c/']);
    expect(net.at('a')).toBe(first);
    expect(net.at('b').peer.state).toBe('closed');
    expect(net.at('b').clock.pendingTimers).toBe(0);
  });

  it('does not believe an empty list (server.md 4.4)', async () => {
    const net = new Net();
    await net.refresh('http://a/');
    await net.refresh();
    expect(net.peers.reports()).toHaveLength(1);
  });

  it('makes a peer anew when its password changes', async () => {
    const net = new Net();
    await net.refresh('http://u:old@a/');
    await net.refresh('http://u:new@a/');
    expect(net.created).toHaveLength(2);
    expect(net.created[0]?.scripted.peer.state).toBe('closed');
  });

  it('sends nothing to an alias of itself, nor twice to one node under two names', async () => {
    const net = new Net();
    net.nodes.set('alias', 'me').set('a', 'other').set('also-a', 'other');
    await net.refresh('http://alias/', 'http://a/', 'http://also-a/', 'http://java/');
    expect(net.at('alias').peer.state).toBe('self');
    expect(net.at('also-a').peer.state).toBe('twin');
    expect(net.peers.reports().map(({ state }) => state)).toEqual(['available', 'available']);
  });

  it('goes the second way to a node once the first one is lost', async () => {
    const net = new Net();
    net.nodes.set('a', 'other').set('also-a', 'other');
    await net.refresh('http://a/', 'http://also-a/');
    net.at('a').script = () => ({ kind: 'unreachable', message: 'refused the connection' });
    await net.at('a').clock.advanceAsync(20_000);
    await net.at('also-a').clock.advanceAsync(1);
    expect(net.at('a').peer.state).toBe('unavailable');
    expect(net.at('also-a').peer.state).toBe('available');
  });

  it('leaves itself out once it knows its port', async () => {
    const net = new Net();
    await net.refresh('http://me:8761/', 'http://a/');
    net.own.add('http://me:8761/');
    await net.peers.refresh();
    expect(net.at('me').peer.state).toBe('closed');
    expect(net.peers.reports()).toHaveLength(1);
  });

  it('sends what waits before it ends, and nothing after', async () => {
    const net = new Net();
    await net.refresh('http://a/');
    net.at('a').script = takesAll;
    net.at('a').peer.submit(sampleMessage('Cancel'));
    await net.peers.close(1000);
    expect(net.at('a').batches).toHaveLength(1);
    await net.refresh('http://b/');
    expect(net.created).toHaveLength(1);
  });
});
