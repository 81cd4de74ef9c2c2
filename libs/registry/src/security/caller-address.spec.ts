import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { callerAddress, isOfThisMachine, networkOf } from './caller-address.js';

const socket = (parts: object): Socket => parts as Socket;

describe('callerAddress', () => {
  it('is the peer’s address, a pipe, or nothing once the connection was reset', () => {
    expect(callerAddress(socket({ remoteAddress: '10.0.0.1' }))).toBe('10.0.0.1');
    expect(callerAddress(socket({ remoteAddress: '::ffff:10.0.0.1' }))).toBe('10.0.0.1');
    expect(callerAddress(socket({ remoteAddress: '2001:db8::1' }))).toBe('2001:db8::1');
    expect(callerAddress(socket({ server: { address: () => '/run/eureka.sock' } }))).toBe('pipe');
    expect(callerAddress(socket({ server: { address: () => ({ port: 1 }) } }))).toBeUndefined();
    expect(callerAddress(socket({}))).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['pipe', true],
    ['', false],
    [undefined, false],
    ['10.0.0.1', false],
    ['1127.0.0.1', false],
  ])('takes %s for this machine: %s', (address, expected) => {
    expect(isOfThisMachine(address)).toBe(expected);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8::a:b:c:d', '2001:db8:0:0'],
    ['2001:db8:1::d', '2001:db8:1:0'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    [undefined, 'unknown'],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
