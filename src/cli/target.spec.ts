import { describe, expect, it } from '@jest/globals';
import { targetOf } from './target.js';

const BASIC = 'Basic dTpw'; // u:p
const USER = { EUREKA_USER: 'u', EUREKA_PASSWORD: 'p' };
const OTHERS = 'http://first:8761/eureka/,http://second:8761/eureka/';

describe('targetOf', () => {
  it.each([
    [
      'a URL that is given',
      'http://h:1/e',
      { EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: OTHERS },
      'http://h:1/e/',
      undefined,
    ],
    [
      'the first of a client’s',
      undefined,
      { EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: OTHERS },
      'http://first:8761/eureka/',
      undefined,
    ],
    ['the default', undefined, {}, 'http://127.0.0.1:8761/eureka/', undefined],
    ['the user of the environment', 'http://h/e/', USER, 'http://h/e/', BASIC],
    [
      'the user of the URL before that',
      'http://u:p@h/e/',
      { EUREKA_USER: 'x', EUREKA_TOKEN: 't' },
      'http://h/e/',
      BASIC,
    ],
    ['a bearer token', 'http://h/e/', { EUREKA_TOKEN: 't-1' }, 'http://h/e/', 'Bearer t-1'],
    ['a user before a token', 'http://h/e/', { ...USER, EUREKA_TOKEN: 't-1' }, 'http://h/e/', BASIC],
  ])('takes %s', (_what, given, environment, url, authorization) => {
    const target = targetOf(given, environment);
    if (target.kind === 'none') throw new Error(target.message);
    expect([target.endpoint.url, target.endpoint.authorization]).toEqual([url, authorization]);
  });

  it('says how a URL is written, and not what was', () => {
    expect(targetOf('ftp://u:geheim@h/', {})).toEqual({
      kind: 'none',
      message: 'not a service URL of a registry: it is written like http://127.0.0.1:8761/eureka/',
    });
  });
});
