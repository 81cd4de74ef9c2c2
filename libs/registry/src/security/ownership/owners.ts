import type { LeaseStore } from '../../core/lease-store.js';
import type { Principal } from '../roles.js';
import { fitsPattern } from './app-patterns.js';

/** What a registrar is about to do to an instance. */
export type Deed = 'register' | 'renew' | 'change';

/** Names of instances that are gone are swept when there are so many more of them than of instances. */
const SWEEP_BEYOND = 10_000;

/**
 * Who registered what. A registrar changes what it registered, or what the patterns in its configuration allow; operators, peers and
 * admins change anything. An instance that came from a peer or a snapshot belongs to the first registrar that renews it.
 */
export class Owners {
  /** By id first: overrides hold for an id, whatever application it is registered under. */
  readonly #byId = new Map<string, Map<string, string>>();

  constructor(
    private readonly store: Pick<LeaseStore, 'find' | 'application' | 'size'>,
    /** Whether one registrar at most is configured, so that what has no owner yet can be nobody else's. */
    private readonly hasOneRegistrar: boolean,
  ) {}

  /** Whether `principal` may do this. A renewal takes what has no owner. */
  mayDo(deed: Deed, principal: Principal, app: string, id: string): boolean {
    if (isTrusted(principal)) return true;
    const name = app.toUpperCase();
    if (principal.apps !== undefined && !principal.apps.some((pattern) => fitsPattern(name, pattern))) return false;
    if (deed === 'register' && this.#isElsewhereOf(principal, name, id)) return false;
    if (principal.apps !== undefined) return true;
    if (this.store.find(name, id) === undefined) return true;
    const owner = this.#byId.get(id)?.get(name);
    if (owner === undefined && deed === 'renew') this.claim(principal, name, id);
    if (owner !== undefined || deed !== 'change') return owner === undefined || owner === principal.name;
    return this.hasOneRegistrar || this.#ownsSibling(principal, name);
  }

  /** The instance was registered by this one. */
  claim(principal: Principal, app: string, id: string): void {
    if (isTrusted(principal)) return;
    const name = app.toUpperCase();
    const owners = this.#byId.get(id);
    if (owners === undefined) this.#byId.set(id, new Map([[name, principal.name]]));
    else owners.set(name, principal.name);
    if (this.#byId.size > this.store.size + SWEEP_BEYOND) this.#sweep();
  }

  #isElsewhereOf(principal: Principal, app: string, id: string): boolean {
    for (const [other, owner] of this.#byId.get(id) ?? []) {
      if (other !== app && owner !== principal.name && this.store.find(other, id) !== undefined) return true;
    }
    return false;
  }

  #ownsSibling(principal: Principal, app: string): boolean {
    for (const id of this.store.application(app)?.keys() ?? []) {
      if (this.#byId.get(id)?.get(app) === principal.name) return true;
    }
    return false;
  }

  #sweep(): void {
    for (const [id, owners] of this.#byId) {
      for (const app of owners.keys()) if (this.store.find(app, id) === undefined) owners.delete(app);
      if (owners.size === 0) this.#byId.delete(id);
    }
  }
}

function isTrusted({ roles }: Principal): boolean {
  return roles.has('operator') || roles.has('peer');
}
