import { describe, expect, it } from '@jest/globals';
import { wishesOf } from './wishes.js';

function read(headers: Readonly<Record<string, string>>, ...rest: [sources?: object, said?: object]) {
  return wishesOf((name) => headers[name.toLowerCase()], ...rest);
}

describe('the wishes of a call within a request', () => {
  const inbound = (name: string) =>
    ({ 'x-sc-lb-hint': 'blue', cookie: 'sc-lb-instance-id=i-1', 'x-customer': '42', 'x-version': '2' })[
      name.toLowerCase()
    ];
  const sources = { keyHeader: 'X-Customer', apiVersionHeader: 'X-Version' };

  it('are its hint, its session and its key, but not the version that it asked us for', () => {
    expect(wishesOf(undefined, sources, {}, inbound)).toEqual({ hint: 'blue', sticky: 'i-1', key: '42' });
  });

  it('give way to those of the outgoing request, and to what the caller says', () => {
    const headers = { 'x-sc-lb-hint': 'green', cookie: 'sc-lb-instance-id=i-2' } as Record<string, string>;
    const outgoing = (name: string) => headers[name.toLowerCase()];
    expect(wishesOf(outgoing, {}, {}, inbound)).toEqual({ hint: 'green', sticky: 'i-2' });
    expect(wishesOf(outgoing, {}, { hint: 'said' }, inbound)).toEqual({ hint: 'said', sticky: 'i-2' });
  });

  it('are its session where the outgoing request has other cookies alone', () => {
    expect(wishesOf((name) => (name === 'cookie' ? 'a=b' : undefined), {}, {}, inbound)).toMatchObject({
      sticky: 'i-1',
    });
  });

  it('cost nothing where there are none', () => {
    const said = { hint: 'said' };
    expect(wishesOf(undefined, {}, said)).toBe(said);
  });
});

describe('the wishes of a request', () => {
  it('are none by default', () => {
    expect(read({ accept: '*/*', cookie: 'a=b' })).toEqual({});
  });

  it("are read from Spring's header and cookie", () => {
    const cookie = 'a=b; sc-lb-instance-id=host:orders:1=2; c';
    expect(read({ 'x-sc-lb-hint': 'blue', cookie })).toEqual({ hint: 'blue', sticky: 'host:orders:1=2' });
  });

  it('are read from where the settings say', () => {
    const headers = { 'x-hint': 'h', cookie: 'at=i-1', 'x-version': '2', 'x-customer': '42' };
    const sources = {
      hintHeader: 'X-Hint',
      stickyCookie: 'at',
      apiVersionHeader: 'X-Version',
      keyHeader: 'X-Customer',
    };
    expect(read(headers, sources)).toEqual({ hint: 'h', sticky: 'i-1', apiVersion: '2', key: '42' });
  });

  it('give way to what the caller says', () => {
    expect(read({ 'x-sc-lb-hint': 'blue' }, {}, { hint: 'green', key: 'k' })).toEqual({ hint: 'green', key: 'k' });
  });
});
