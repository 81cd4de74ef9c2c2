import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { LeaseStore } from '../core/lease-store.js';
import { Lease } from '../core/lease.js';
import { replicasOf } from './replicas.js';

const own = { app: 'EUREKA', hosts: ['localhost', 'peer1'], port: 8761, myUrl: undefined };

function storeWith(hostName: string): LeaseStore {
  const store = new LeaseStore();
  const instance = { app: 'EUREKA', instanceId: hostName, hostName } as InstanceInfo;
  store.put(new Lease(instance, new ManualClock(), 'exact'));
  return store;
}

describe('replicasOf', () => {
  it('leaves this server out by host and port, and shows no credentials', () => {
    const urls = ['http://peer1:8761/eureka/', 'http://u:p@peer2:8762/eureka/', 'http://localhost:8762/eureka/'];
    expect(replicasOf(urls, own, storeWith('peer2'))).toEqual([
      { url: 'http://peer2:8762/eureka/', host: 'peer2', available: true },
      { url: 'http://localhost:8762/eureka/', host: 'localhost', available: false },
    ]);
  });

  it('goes by my-url where it is set, and skips what is no URL', () => {
    const urls = ['http://peer1:8761/eureka/', 'http://me/eureka/', 'nonsense'];
    const replicas = replicasOf(urls, { ...own, myUrl: 'http://me/eureka/' }, new LeaseStore());
    expect(replicas.map(({ host }) => host)).toEqual(['peer1']);
  });
});
