import type { IncomingMessage } from 'node:http';
import type { Admitted } from '../security/gatekeeper.js';
import { ANYBODY } from '../security/roles.js';
import type { Principal } from '../security/roles.js';

const admittedBy = new WeakMap<object, Admitted>();

/** Remembers whom the guard let in with a request of Nest's, whatever the platform makes of it. */
export function noteAdmitted(request: object, admitted: Admitted): void {
  admittedBy.set(request, admitted);
}

/** Who sent a request that has passed `RegistryGuard`. */
export function principalOf(request: Pick<IncomingMessage, 'headers'>): Principal {
  return admittedBy.get(request)?.principal ?? ANYBODY;
}
