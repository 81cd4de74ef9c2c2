import { describe, expect, it } from '@jest/globals';
import { ANYBODY, principal, ROLES } from './roles.js';
import type { Role } from './roles.js';

const rolesOf = (...roles: Role[]): string[] => [...principal('somebody', roles).roles].toSorted();

describe('principal', () => {
  it.each<[Role[], Role[]]>([
    [[], ['reader']],
    [['reader'], ['reader']],
    [['registrar'], ['reader', 'registrar']],
    [['peer'], ['peer', 'reader', 'registrar']],
    [['operator'], ['operator', 'reader', 'registrar']],
    [
      ['peer', 'operator'],
      ['operator', 'peer', 'reader', 'registrar'],
    ],
    [['admin'], ['admin', 'operator', 'peer', 'reader', 'registrar']],
  ])('with %j may act as %j', (given, expected) => {
    expect(rolesOf(...given)).toEqual(expected);
  });

  it('bears its name', () => {
    expect(principal('node2', ['peer']).name).toBe('node2');
  });

  it('of a registry without users has every role', () => {
    expect([...ANYBODY.roles].toSorted()).toEqual([...ROLES].toSorted());
  });
});
