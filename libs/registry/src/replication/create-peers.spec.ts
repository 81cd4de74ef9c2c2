import { afterEach, describe, expect, it } from '@jest/globals';
import type { DnsSettings } from '@nest-eureka/transport';
import { ManualClock } from '@nest-eureka/time/testing';
import { LeaseStore } from '../core/lease-store.js';
import { createPeers } from './create-peers.js';
import type { ReplicationSettings } from './create-peers.js';
import { DEFAULT_PACE } from './peer-pace.js';
import type { Peers } from './peers/peers.js';
import { Replicator } from './replicator.js';

const TXT: DnsSettings = { domain: 'example.org', port: 8761, context: 'eureka' };

/** What the name servers say; changed while the peers are followed. */
class Names {
  txt: Readonly<Record<string, readonly string[]>> = {};
  addresses: Readonly<Record<string, readonly string[]>> = {};
  services: Readonly<Record<string, readonly { readonly name: string; readonly port: number }[]>> = {};
  isDown = false;

  async of<T>(records: Readonly<Record<string, T>>, name: string): Promise<T> {
    const found = this.isDown ? undefined : records[name];
    if (found === undefined) throw new Error(`ENOTFOUND ${name}`);
    return found;
  }
}

const closing: Peers[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((peers) => peers.close(0)));
});

function peersBy(names: Names, dns: DnsSettings | undefined, serviceUrl: string, byAddress = false) {
  const clock = new ManualClock();
  const settings: ReplicationSettings = {
    servers: {
      serviceUrls: new Map([['defaultZone', [serviceUrl]]]),
      region: 'eu',
      availabilityZones: new Map(),
      dns,
      preferSameZone: true,
      serviceUrlPollIntervalMs: 1000,
    },
    byAddress,
    connections: {
      connectTimeoutMs: 1000,
      readTimeoutMs: 1000,
      maxSockets: 2,
      maxSocketsPerHost: 2,
      idleTimeoutMs: 1000,
      maxAnswerBytes: 1000,
      gzip: false,
      detail: 'full',
      allowRedirects: false,
    },
    tls: undefined,
    // nobody is asked: the clock stands still
    peer: { batchSize: 250, lingerMs: 500, lingerToOwnMs: 50, askIntervalMs: 10_000, pace: DEFAULT_PACE },
    answers: { syncWhenTimestampDiffers: true, registrationMs: undefined },
    queueCapacity: 10,
    sender: { address: '10.0.0.1', node: { id: 'me', version: 2 } },
  };
  const peers = createPeers(settings, {
    store: new LeaseStore(),
    overrides: { record: () => undefined },
    leases: { adopt: () => {} },
    intake: { take: () => false },
    replicator: new Replicator(clock, { changeMs: 1, registrationMs: 1 }, () => undefined),
    clock,
    random: () => 0,
    resolveTxt: async (name) => [await names.of(names.txt, name)],
    lookup: {
      addresses: (host) => names.of(names.addresses, host),
      services: (name) => names.of(names.services, name),
    },
    isOwn: (url) => url.includes('//own.'),
    onChange: () => {},
    onWarning: () => {},
    onError: (error) => {
      throw error;
    },
  });
  closing.push(peers);
  const urls = async (): Promise<readonly string[]> => {
    await peers.refresh().catch(() => {});
    return peers.reports().map(({ url }) => url);
  };
  return { urls };
}

describe('peers whose addresses are in DNS', () => {
  it("follow Eureka's TXT records while they change", async () => {
    const names = new Names();
    names.txt = { 'txt.eu.example.org': ['z1.example.org'], 'txt.z1.example.org': ['own.example.org a.example.org'] };
    const { urls } = peersBy(names, TXT, 'http://unused/eureka/');
    expect(await urls()).toEqual(['http://a.example.org:8761/eureka/']);
    names.txt = { ...names.txt, 'txt.z1.example.org': ['own.example.org b.example.org c.example.org'] };
    expect(await urls()).toEqual(['http://b.example.org:8761/eureka/', 'http://c.example.org:8761/eureka/']);
  });

  it('follow the addresses of a headless service', async () => {
    const names = new Names();
    names.addresses = { registry: ['10.0.0.1', 'fd00::2'] };
    const { urls } = peersBy(names, undefined, 'http://registry:8761/eureka/', true);
    expect(await urls()).toEqual(['http://10.0.0.1:8761/eureka/', 'http://[fd00::2]:8761/eureka/']);
    names.addresses = { registry: ['10.0.0.3'] };
    expect(await urls()).toEqual(['http://10.0.0.3:8761/eureka/']);
  });

  it('follow the SRV records of a service, each with its port', async () => {
    const names = new Names();
    names.services = { '_eureka._tcp.example.org': [{ name: 'a.example.org.', port: 8761 }] };
    const { urls } = peersBy(names, undefined, 'http://_eureka._tcp.example.org/eureka/');
    expect(await urls()).toEqual(['http://a.example.org:8761/eureka/']);
    names.services = {
      '_eureka._tcp.example.org': [
        { name: 'own.example.org', port: 8761 },
        { name: 'b.example.org', port: 9000 },
      ],
    };
    expect(await urls()).toEqual(['http://b.example.org:9000/eureka/']);
  });

  it('stay as they are while no name server answers', async () => {
    const names = new Names();
    names.services = { '_eureka._tcp.example.org': [{ name: 'a.example.org', port: 8761 }] };
    const { urls } = peersBy(names, undefined, 'http://_eureka._tcp.example.org/eureka/');
    expect(await urls()).toHaveLength(1);
    names.isDown = true;
    expect(await urls()).toEqual(['http://a.example.org:8761/eureka/']);
  });
});
