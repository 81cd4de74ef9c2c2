import type { RegistryConfiguration } from '@nest-eureka/config';
import type { LeaseStore } from '../../core/lease-store.js';
import type { Audit } from '../../security/audit/audit.js';
import { Owners } from '../../security/ownership/owners.js';
import { principal } from '../../security/roles.js';
import { WriteGate } from './write-gate.js';

/** What writes to instances of one server have to pass. */
export function createWriteGate(
  { users, tokens, server }: Pick<RegistryConfiguration, 'users' | 'tokens' | 'server'>,
  store: LeaseStore,
  audit: Audit,
): WriteGate {
  const registrars = [...users, ...tokens].filter(({ name, roles }) => {
    const { roles: all } = principal(name, roles);
    return all.has('registrar') && !all.has('operator') && !all.has('peer');
  });
  return new WriteGate(new Owners(store, registrars.length <= 1), store, server, audit);
}
