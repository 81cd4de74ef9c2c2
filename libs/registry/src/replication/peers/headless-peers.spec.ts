import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { parseEndpoint } from '@nest-eureka/transport';
import type { Endpoint } from '@nest-eureka/transport';
import { ScriptedPeer } from '../../../spec-support/replication/scripted-peer.js';
import { Replicator } from '../replicator.js';
import { expandEndpoints } from './expand-endpoints.js';
import { isOwnUrl } from './own-url.js';
import { Peers } from './peers.js';

/** The pods behind `eureka-peers`, as deploy/kubernetes has them: one URL for all, each knows its own address. */
function aPod(ownIp: string, podsNow: () => readonly string[]) {
  const clock = new ManualClock();
  const created: ScriptedPeer[] = [];
  const urls: string[] = [];
  const headless = parseEndpoint('http://eureka:secret@eureka-peers:8761/eureka/', 'defaultZone') as Endpoint;
  const peers = new Peers({
    find: () =>
      expandEndpoints([headless], {
        byAddress: true,
        lookup: { addresses: async () => podsNow(), services: async () => [] },
        onWarning: () => {},
      }),
    isOwn: (url) => isOwnUrl(url, { myUrl: undefined, ports: [8761], hosts: ['eureka-0', ownIp], boundTo: undefined }),
    create: (endpoint, hooks) => {
      urls.push(endpoint.url);
      expect(endpoint.authorization).toBe(headless.authorization);
      const scripted = new ScriptedPeer({}, hooks);
      created.push(scripted);
      return scripted.peer;
    },
    replicator: new Replicator(clock, { changeMs: 1, registrationMs: 1 }, () => undefined),
    ownNodeId: 'me',
    onChange: () => {},
  });
  const listed = (): readonly string[] => peers.endpoints().map(({ endpoint }) => new URL(endpoint.url).hostname);
  return { peers, urls, listed };
}

describe('peers by address behind one name', () => {
  it('are all pods but the own one, with the credentials of the URL', async () => {
    const pods = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
    for (const own of pods) {
      const { peers, listed } = aPod(own, () => pods);
      await peers.refresh();
      expect(listed()).toEqual(pods.filter((ip) => ip !== own));
    }
  });

  it('follow pods that get another address, and leave the others in peace', async () => {
    let pods: readonly string[] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
    const { peers, urls, listed } = aPod('10.0.0.1', () => pods);
    await peers.refresh();
    pods = ['10.0.0.1', '10.0.0.3', '10.0.0.9'];
    await peers.refresh();
    expect(listed()).toEqual(['10.0.0.3', '10.0.0.9']);
    expect(urls.map((url) => new URL(url).hostname)).toEqual(['10.0.0.2', '10.0.0.3', '10.0.0.9']);
  });
});
