import { describe, expect, it } from '@jest/globals';
import { PATHS } from './paths.js';

describe('request paths', () => {
  it.each([
    [PATHS.applications(), 'apps/'],
    [PATHS.applications('us-east-1,eu'), 'apps/?regions=us-east-1%2Ceu'],
    [PATHS.delta(), 'apps/delta'],
    [PATHS.application('ORDERS'), 'apps/ORDERS'],
    [PATHS.vip('orders'), 'vips/orders'],
    [PATHS.secureVip('orders.secure:443'), 'svips/orders.secure:443'],
    [PATHS.instanceById('web1:orders:8080'), 'instances/web1:orders:8080'],
    [PATHS.instance('ORDERS', 'web1:orders:8080'), 'apps/ORDERS/web1:orders:8080'],
    [PATHS.heartbeat('ORDERS', 'i'), 'apps/ORDERS/i'],
    [
      PATHS.heartbeat('ORDERS', 'i', { status: 'UP', lastDirtyTimestamp: 17, overriddenStatus: 'DOWN' }),
      'apps/ORDERS/i?status=UP&lastDirtyTimestamp=17&overriddenstatus=DOWN',
    ],
    [
      PATHS.status('ORDERS', 'i', 'OUT_OF_SERVICE', 0),
      'apps/ORDERS/i/status?value=OUT_OF_SERVICE&lastDirtyTimestamp=0',
    ],
    [PATHS.status('ORDERS', 'i'), 'apps/ORDERS/i/status'],
    [
      PATHS.metadata(
        'ORDERS',
        'i',
        new Map([
          ['b&c', 'd e+f'],
          ['1', ''],
        ]),
      ),
      'apps/ORDERS/i/metadata?b%26c=d%20e%2Bf&1=',
    ],
    [PATHS.replicationBatch(), 'peerreplication/batch/'],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
  });

  it.each(['a/b', 'a b', 'a+b', 'a;x=1', 'a?b#c', 'a%3Ab', 'grüße 日本 😀', "!*'()", '\\|'])(
    'carry the id %s through one segment of a URL',
    (id) => {
      const { pathname } = new URL(PATHS.instance('A', id), 'http://host/eureka/');
      const segments = pathname.split('/').map((segment) => decodeURIComponent(segment));
      expect(segments).toEqual(['', 'eureka', 'apps', 'A', id]);
    },
  );

  it('put U+FFFD for lone surrogates', () => {
    expect(PATHS.application('a\ud800')).toBe('apps/a%EF%BF%BD');
    expect(PATHS.status('A', 'i', '\udc00')).toBe('apps/A/i/status?value=%EF%BF%BD');
  });
});
