import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ANYBODY } from '../../security/roles.js';
import { Callers } from './callers.js';

function connectionFrom(remoteAddress: string | undefined): Socket {
  return Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
}

const ANN = { ...ANYBODY, name: 'ann' };

describe('the caller of a request', () => {
  it('is who the user is and where the connection comes from', () => {
    const socket = connectionFrom('10.0.0.7');
    expect(new Callers().of({ socket }, ANN, 'client')).toEqual({ name: 'ann', address: '10.0.0.7', peer: undefined });
  });

  it('is the peer at the other end when it passes on what was done there', () => {
    const socket = connectionFrom('10.0.0.7');
    expect(new Callers().of({ socket }, ANN, 'peer')).toEqual({ name: 'ann', address: '10.0.0.7', peer: '10.0.0.7' });
  });

  it('is one object for as long as a connection says the same', () => {
    const [callers, socket] = [new Callers(), connectionFrom('10.0.0.7')];
    const first = callers.of({ socket }, ANN, 'client');
    expect(callers.of({ socket }, ANN, 'client')).toBe(first);
    expect(callers.of({ socket: connectionFrom('10.0.0.7') }, ANN, 'client')).not.toBe(first);
  });

  it.each([
    ['another user', ANYBODY, 'client'],
    ['a peer', ANN, 'peer'],
  ] as const)('is another one once the same connection brings %s', (_what, principal, origin) => {
    const [callers, socket] = [new Callers(), connectionFrom('10.0.0.7')];
    callers.of({ socket }, ANN, 'client');
    const { name, peer } = callers.of({ socket }, principal, origin);
    expect([name, peer !== undefined]).toEqual([principal.name, origin === 'peer']);
  });

  it('of a connection that was reset has no address, and is not remembered', () => {
    const [callers, socket] = [new Callers(), connectionFrom(undefined)];
    const first = callers.of({ socket }, ANN, 'client');
    expect(first.address).toBeUndefined();
    expect(callers.of({ socket }, ANN, 'client')).not.toBe(first);
  });
});
