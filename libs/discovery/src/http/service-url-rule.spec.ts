import { describe, expect, it } from '@jest/globals';
import { targetOf, urlAt } from './service-url-rule.js';

const NAMES = {
  isKnown: (name: string) => ['orders', 'my_service', 'café', '1234', '0x7f', 'cafe'].includes(name),
  isDeclared: (name: string) => ['localhost', 'svc.1', 'orders.internal', 'orders:3000', 'taxes'].includes(name),
};

/** The service that a URL is for, or what else it is. */
function read(url: string): string {
  const target = targetOf(url, NAMES);
  return target.type === 'service' ? target.service : target.type;
}

describe('the rule which URLs are for services', () => {
  it.each([
    ['http://orders/items/1', 'orders'],
    ['https://orders/items/1', 'orders'],
    ['HTTP://ORDERS/items', 'ORDERS'],
    ['http://orders', 'orders'],
    ['http://orders?x=1', 'orders'],
    ['http://orders#here', 'orders'],
    ['http://user:p@ss@orders/', 'orders'],
    ['http://my_service/', 'my_service'],
    ['http://café/', 'café'],
    ['  http://orders/ ', 'orders'],
    // WHATWG reads a backslash as a slash
    ['http://orders\\@evil.example/', 'orders'],
    // declared, and never seen in a registry
    ['http://taxes/', 'taxes'],
    // listed by just that name
    ['http://orders:3000/', 'orders'],
    ['http://localhost/', 'localhost'],
    ['http://svc.1/', 'svc.1'],
    ['http://orders.internal/', 'orders.internal'],
    // always ours
    ['lb://orders/items', 'orders'],
    ['lb://Nobody-Knows/items', 'Nobody-Knows'],
    ['lb://orders:99/items', 'orders'],
    ['lb://a.b.c/', 'a.b.c'],
    ['lb://1234/', '1234'],
  ])('takes %s for %s', (url, service) => {
    expect(read(url)).toBe(service);
  });

  it.each([
    'http://unknown/items',
    'http://orders:8080/items',
    'http://orders:/items',
    'http://orders.example/items',
    'http://svc.2/',
    'http://localhost:3000/',
    'http://127.0.0.1/',
    'http://[::1]/',
    // WHATWG takes these for addresses, whatever a registry has
    'http://1234/',
    'http://0x7f/',
    'http:///items',
    'http:orders/items',
    '/items/1',
    'orders/items',
    '//orders/items',
    'ftp://orders/items',
    'data:text/plain,http://orders/',
    'http://or%64ers/',
    '',
  ])('leaves %s alone', (url) => {
    expect(read(url)).toBe('direct');
  });

  it.each(['lb:///items', 'lb://', 'lb://[::1]/', 'lb://a b/', `lb://${'x'.repeat(256)}/`])('refuses %s', (url) => {
    expect(read(url)).toBe('malformed');
  });
});

describe('the URL at an instance', () => {
  const uri = 'https://10.0.0.1:8443';

  it.each([
    ['http://orders/items/1', 'https://10.0.0.1:8443/items/1'],
    ['http://orders', 'https://10.0.0.1:8443/'],
    ['http://orders?x=1', 'https://10.0.0.1:8443/?x=1'],
    ['lb://orders/a%2Fb/%zz/../c;d=1?q=%41+b#f', 'https://10.0.0.1:8443/a%2Fb/%zz/../c;d=1?q=%41+b#f'],
    ['http://me:secret@orders/', 'https://me:secret@10.0.0.1:8443/'],
  ])('of %s is %s', (url, expected) => {
    const target = targetOf(url, NAMES);
    expect(target.type === 'service' && urlAt({ uri }, target)).toBe(expected);
  });
});
