import { describe, expect, it } from '@jest/globals';
import { copyPath, userCacheDirectory } from './registry-copy-place.js';

describe('the cache folder of a user', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.cache'],
    ['linux', { XDG_CACHE_HOME: '/var/cache/ann' }, '/home/ann', '/var/cache/ann'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Caches'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\ann' }, '', 'C:\\Users\\ann'],
    ['win32', {}, 'C:\\Users\\ann', undefined],
    ['linux', {}, '', undefined],
  ])('on %s with %j and home %j is %j', (platform, environment, home, directory) => {
    expect(userCacheDirectory(platform, environment, home)).toBe(directory);
  });
});

describe('the path of a copy', () => {
  const path = copyPath('cache', 'Orders/..', ['http://user:secret@registry/eureka/']);

  it('shows the application and nothing of the service URL', () => {
    expect(path).toMatch(/^cache[\\/]nest-eureka[\\/]orders--[0-9a-f]{16}\.jsonl$/);
  });

  it('differs by application and by what is read', () => {
    const others = [
      copyPath('cache', 'orders', ['http://user:secret@registry/eureka/']),
      copyPath('cache', 'Orders/..', ['http://registry/eureka/v2/']),
      copyPath('cache', 'Orders/..', ['http://user:secret@registry/eureka/', 'us-east-1']),
    ];
    expect(new Set([path, ...others]).size).toBe(4);
  });

  it('stays when the password changes', () => {
    expect(copyPath('cache', 'Orders/..', ['http://user:changed@registry/eureka/'])).toBe(path);
  });
});
