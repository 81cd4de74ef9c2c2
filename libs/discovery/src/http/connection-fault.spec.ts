import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { connectionFault } from './connection-fault.js';

function fault(code: string, syscall?: string, message = ''): Error {
  return Object.assign(new Error(message), { code, ...(syscall === undefined ? {} : { syscall }) });
}

describe('the fault of a connection', () => {
  it.each([
    ['ECONNREFUSED', 'connect'],
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['EHOSTUNREACH', 'connect'],
    ['ETIMEDOUT', 'connect'],
    ['ECONNRESET', 'connect'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
    ['CERT_HAS_EXPIRED', undefined],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined],
  ])('with %s in %s is that nothing was sent', (code, syscall) => {
    expect(connectionFault(fault(code, syscall))).toEqual({ fault: 'connect', sent: false });
  });

  it.each([
    ['ECONNRESET', 'read', '', 'reset'],
    ['ECONNRESET', undefined, 'socket hang up', 'reset'],
    ['EPIPE', 'write', '', 'reset'],
    ['EHOSTUNREACH', 'read', '', 'reset'],
    ['UND_ERR_SOCKET', undefined, 'other side closed', 'reset'],
    ['HPE_INVALID_CONSTANT', undefined, '', 'reset'],
    ['ERR_BAD_RESPONSE', undefined, 'stream has been aborted', 'reset'],
    ['ECONNABORTED', undefined, 'timeout of 5ms exceeded', 'timeout'],
    ['ETIMEDOUT', 'read', '', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', undefined, '', 'timeout'],
    ['EMFILE', 'connect', '', 'other'],
    ['ERR_INVALID_URL', undefined, '', 'other'],
  ])('with %s in %s (%s) is %s, and something may be sent', (code, syscall, message, expected) => {
    expect(connectionFault(fault(code, syscall, message))).toEqual({ fault: expected, sent: true });
  });

  it.each([
    [14, 'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:1', 'connect', false],
    [14, 'Connection dropped', 'reset', true],
    [14, 'the service says that it is not available', 'reset', true],
    [1, 'Call cancelled', 'reset', true],
    [4, 'Deadline exceeded after 1.000s', 'timeout', true],
    [5, 'No connection established with an item of that name', 'other', true],
    [13, 'a fault in the service', 'other', true],
  ])('in the gRPC status %d "%s" is %s', (code, details, expected, sent) => {
    const error = Object.assign(new Error(`${code} ${details}`), { code, details });
    expect(connectionFault(error)).toEqual({ fault: expected, sent });
  });

  it('before TLS is established is that nothing was sent', () => {
    const message = 'Client network socket disconnected before secure TLS connection was established';
    expect(connectionFault(fault('ECONNRESET', undefined, message))).toEqual({ fault: 'connect', sent: false });
  });

  it('is looked for behind the error that hides it, and not for ever', () => {
    const hidden = new TypeError('fetch failed', { cause: fault('ECONNREFUSED', 'connect') });
    expect(connectionFault(hidden)).toEqual({ fault: 'connect', sent: false });
    const circle: Error & { cause?: unknown } = new Error('circle');
    circle.cause = circle;
    expect(connectionFault(circle)).toEqual({ fault: 'other', sent: true });
    expect(connectionFault('a text')).toEqual({ fault: 'other', sent: true });
  });

  it.each([
    ['fetch', (url: string) => fetch(url)],
    ['axios', (url: string) => axios.get(url)],
  ])('is read from what %s really throws', async (_name, get) => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const reset = await get(url).catch((error: unknown) => error);
    expect(connectionFault(reset)).toEqual({ fault: 'reset', sent: true });
    server.close();
    await once(server, 'close');
    const refused = await get(url).catch((error: unknown) => error);
    expect(connectionFault(refused)).toEqual({ fault: 'connect', sent: false });
  });
});
