import { describe, expect, it } from '@jest/globals';
import { listenAddresses } from './listen-addresses.js';

const user = { name: 'u', password: 'p', roles: [] };

interface Setting {
  readonly address?: string;
  readonly users?: readonly (typeof user)[];
  readonly insecure?: boolean;
}

describe('listenAddresses', () => {
  it.each<readonly [string, Setting, readonly string[]]>([
    ['nothing set', {}, ['127.0.0.1', '::1']],
    ['localhost', { address: 'localhost' }, ['127.0.0.1', '::1']],
    ['a loopback address', { address: '127.0.0.2' }, ['127.0.0.2']],
    ['a user', { users: [user] }, ['::']],
    ['a user and an address', { users: [user], address: '10.0.0.1' }, ['10.0.0.1']],
    ['insecure', { insecure: true }, ['::']],
    ['insecure and an address', { insecure: true, address: '0.0.0.0' }, ['0.0.0.0']],
  ])(
    'with %s is where the contract says',
    (_name, { insecure = false, users = [], address }: Setting, expected: readonly string[]) => {
      expect(listenAddresses({ address, users, tokens: [], server: { insecure } })).toEqual(expected);
    },
  );

  it.each(['0.0.0.0', '::', '10.0.0.1', 'eureka.example.com', '128.0.0.1'])('refuses %s without users', (address) => {
    expect(() => listenAddresses({ address, users: [], tokens: [], server: { insecure: false } })).toThrow(
      expect.objectContaining({ code: 'EUREKA_ADDRESS_NOT_SECURED' }),
    );
  });
});
