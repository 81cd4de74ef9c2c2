import { describe, expect, it } from '@jest/globals';
import { redirectTarget } from './redirect-target.js';

describe('redirectTarget', () => {
  it.each([
    ['http://b:8080/eureka/v2/apps/', 'apps/', 'http://b:8080/eureka/v2/'],
    ['http://b:8080/eureka/v2/apps/ORDERS?x=1', 'apps/ORDERS', 'http://b:8080/eureka/v2/'],
    ['http://b/eureka/apps', 'apps/', 'http://b/eureka/'],
    ['http://b/eureka/apps/delta', 'apps/', 'http://b/eureka/'],
    ['http://b/eureka/v1/apps/', 'apps/', 'http://b/eureka/v1/'],
    ['http://b/apps/', 'apps/', 'http://b/'],
    ['https://b/eureka/apps/', 'apps/', 'https://b/eureka/'],
    ['/other/apps/', 'apps/', 'http://a/other/'],
    ['http://b/eureka/vips/orders', 'vips/orders?regions=r', 'http://b/eureka/'],
    ['http://b/apps/eureka/apps/apps/i1', 'apps/apps/i1', 'http://b/apps/eureka/'],
    ['http://user:secret@b/eureka/apps/', 'apps/', 'http://b/eureka/'],
  ])('of %s for %s is %s', (location, path, expected) => {
    expect(redirectTarget(location, `http://a/eureka/${path}`, path)).toBe(expected);
  });

  it.each(['http://b/login', 'http://', 'ftp://b/eureka/apps/', 'file:///eureka/apps/'])(
    'is none for %j',
    (location) => {
      expect(redirectTarget(location, 'http://a/eureka/apps/x', 'apps/x')).toBeUndefined();
    },
  );

  it('does not lead from https to http', () => {
    expect(redirectTarget('http://b/eureka/apps/', 'https://a/eureka/apps/', 'apps/')).toBeUndefined();
    expect(redirectTarget('https://b/eureka/apps/', 'https://a/eureka/apps/', 'apps/')).toBe('https://b/eureka/');
  });
});
