import { describe, expect, it } from '@jest/globals';
import { wishesOf } from './wishes.js';

function read(headers: Readonly<Record<string, string>>, ...rest: [sources?: object, said?: object]) {
  return wishesOf((name) => headers[name.toLowerCase()], ...rest);
}

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
