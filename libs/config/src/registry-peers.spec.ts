import { describe, expect, it } from '@jest/globals';
import { load } from '../fixtures/input.js';

describe('the configuration of peers', () => {
  it('has patient timeouts in modern mode, those of Netflix in the other', () => {
    expect(load({}).server).toMatchObject({
      peerNodeConnectTimeoutMs: 1000,
      peerNodeReadTimeoutMs: 5000,
      maxTimeForReplication: 30_000,
      maxElementsInPeerReplicationPool: 10_000,
      peersByAddress: false,
      replicationLingerMs: 500,
      replicationLingerToOwnNodesMs: 50,
    });
    expect(load({ argv: ['--eureka.server.defaults=netflix'] }).server).toMatchObject({
      peerNodeConnectTimeoutMs: 200,
      peerNodeReadTimeoutMs: 200,
      replicationLingerToOwnNodesMs: 500,
    });
  });

  it('is read by the keys that Spring has for it', () => {
    const { server, notices } = load({
      argv: ['--eureka.server.peer-eureka-nodes-update-interval-ms=5000', '--eureka.server.peerNodeReadTimeoutMs=7'],
    });
    expect(server).toMatchObject({ peerEurekaNodesUpdateIntervalMs: 5000, peerNodeReadTimeoutMs: 7 });
    expect(notices).toEqual([]);
  });

  it('may find them by DNS, and reach them with certificates of their own', () => {
    const { client } = load({
      argv: [
        '--eureka.client.use-dns-for-fetching-service-urls=true',
        '--eureka.client.eureka-server-d-n-s-name=example.org',
        '--eureka.client.tls.enabled=true',
        '--eureka.client.tls.ca=/etc/ca.pem',
      ],
    });
    expect(client.dns).toEqual({ domain: 'example.org', port: 8761, context: 'eureka' });
    expect(client.tls).toMatchObject({ ca: '/etc/ca.pem' });
    expect(load({}).client).toMatchObject({ dns: undefined, tls: undefined });
  });
});
