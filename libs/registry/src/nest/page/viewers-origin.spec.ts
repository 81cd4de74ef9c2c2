import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { viewersOrigin } from './viewers-origin.js';

const plain = new Socket();
const secure = new TLSSocket(new Socket());

describe('viewersOrigin', () => {
  it.each([
    [{ host: 'localhost:3000' }, plain, 'http://localhost:3000'],
    [{ host: '[::1]:8761' }, plain, 'http://[::1]:8761'],
    [{ host: 'registry.test' }, secure, 'https://registry.test'],
    [{ host: 'registry.test', 'x-forwarded-proto': 'https' }, plain, 'https://registry.test'],
    [{ host: 'registry.test', 'x-forwarded-proto': 'javascript' }, plain, 'http://registry.test'],
    [{ host: 'user:secret@localhost:1/"><script>' }, plain, 'http://localhost:1'],
    [{ host: '[bad' }, plain, undefined],
    [{}, plain, undefined],
  ])('of %j is told by header and socket', (headers, socket, expected) => {
    expect(viewersOrigin({ headers, socket })).toBe(expected);
  });
});
