import { describe, expect, it } from '@jest/globals';
import { isLinkLocal, isLoopback, isSiteLocal, plainAddress, urlHost } from './ip-address.js';

describe('ip addresses', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.8.8.8', 'loopback'],
    ['::1', 'loopback'],
    ['localhost', 'loopback'],
    ['LOCALHOST.', 'loopback'],
    ['app.localhost', 'loopback'],
    ['localhost.example', ''],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['10.1.1.1', 'site-local'],
    ['172.16.0.1', 'site-local'],
    ['172.31.255.255', 'site-local'],
    ['172.32.0.1', ''],
    ['192.168.3.3', 'site-local'],
    ['fd00::1', 'site-local'],
    ['8.8.8.8', ''],
    ['2001:db8::1', ''],
    ['orders.example', ''],
    ['', ''],
  ])('knows %s as %j', (address, kind) => {
    const kinds = [
      ...(isLoopback(address) ? ['loopback'] : []),
      ...(isLinkLocal(address) ? ['link-local'] : []),
      ...(isSiteLocal(address) ? ['site-local'] : []),
    ];
    expect(kinds.join()).toBe(kind);
  });

  it.each([
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['10.0.0.1', '10.0.0.1'],
  ])('writes %s as %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });

  it.each([
    ['2001:db8::1', '[2001:db8::1]'],
    ['10.0.0.1', '10.0.0.1'],
    ['orders.example', 'orders.example'],
  ])('puts %s into a URL as %s', (host, inUrl) => {
    expect(urlHost(host)).toBe(inUrl);
  });
});
