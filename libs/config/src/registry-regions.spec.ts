import { describe, expect, it } from '@jest/globals';
import { faultsOf, load } from '../fixtures/input.js';

const FILE = `
eureka:
  server:
    remote-region-urls-with-name:
      east: http://east1:8761/eureka,http://east2:8761/eureka/
      west: http://west:8761/eureka/
    remote-region-app-whitelist:
      east: ORDERS,STOCK
      global: ORDERS
    disable-transparent-fallback-to-other-region: true
    gzip-content-from-remote-region: false
    snapshot:
      path: ./registry-\${server.port:8761}.snapshot
      max-age-ms: 1000
`;

describe('the configuration of other regions and of the snapshot', () => {
  it('has no region and writes nothing unless told otherwise', () => {
    const { server, snapshot } = load({});
    expect(server).toMatchObject({
      remoteRegionUrlsWithName: new Map(),
      remoteRegionRegistryFetchInterval: 30,
      remoteRegionReadTimeoutMs: 5000,
      gZipContentFromRemoteRegion: true,
      remoteRegionCopyDir: undefined,
    });
    expect(snapshot).toEqual({ path: undefined, intervalMs: 30_000, maxAgeMs: 3_600_000 });
    expect(load({ argv: ['--eureka.server.defaults=netflix'] }).server.remoteRegionReadTimeoutMs).toBe(1000);
  });

  it('is read by the keys that Spring has for it', () => {
    const { server, snapshot, notices } = load({ files: { 'application.yml': FILE } });
    expect(server.remoteRegionUrlsWithName).toEqual(
      new Map([
        ['east', ['http://east1:8761/eureka/', 'http://east2:8761/eureka/']],
        ['west', ['http://west:8761/eureka/']],
      ]),
    );
    expect(server.remoteRegionAppWhitelist).toEqual(
      new Map([
        ['east', ['ORDERS', 'STOCK']],
        ['global', ['ORDERS']],
      ]),
    );
    expect(server.disableTransparentFallbackToOtherRegion).toBe(true);
    expect(server.gZipContentFromRemoteRegion).toBe(false);
    expect(snapshot).toEqual({ path: './registry-8761.snapshot', intervalMs: 30_000, maxAgeMs: 1000 });
    expect(notices).toEqual([]);
  });

  it('may be given in code', () => {
    const { server, snapshot } = load({
      options: { remoteRegionUrlsWithName: { east: 'http://east/eureka/' }, snapshot: { path: '/tmp/snapshot' } },
    });
    expect(server.remoteRegionUrlsWithName).toEqual(new Map([['east', ['http://east/eureka/']]]));
    expect(snapshot.path).toBe('/tmp/snapshot');
  });

  it('says what of it has no effect', () => {
    const argv = [
      '--eureka.server.remote-region-fetch-thread-pool-size=5',
      '--eureka.server.remote-region-urls=http://x/',
    ];
    const told = load({ argv })
      .notices.map((notice) => JSON.stringify(notice))
      .join();
    expect(told).toContain('without threads');
    expect(told).toContain('remote-region-urls-with-name');
  });

  it('refuses what is no URL, and shows no password', () => {
    const faults = faultsOf({ argv: ['--eureka.server.remote-region-urls-with-name.east=ftp://user:secret@east/'] });
    expect(faults).toMatchObject([{ key: 'eureka.server.remote-region-urls-with-name.east' }]);
    expect(JSON.stringify(faults)).not.toContain('secret');
  });
});
