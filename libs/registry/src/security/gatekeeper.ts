import { said } from '../core/sentences/said.js';
import type { Said } from '../core/sentences/said.js';
import type { AuthorizationCheck } from './authorization-check.js';
import { browserFault, hostFault, isSafe } from './browser/browser-rules.js';
import type { BrowserFault, CallerRequest } from './browser/browser-rules.js';
import type { KnownHosts } from './browser/known-hosts.js';
import { callerAddress, isOfThisMachine, networkOf } from './caller-address.js';
import { ANYBODY } from './roles.js';
import type { Principal } from './roles.js';
import type { Needed } from './route-roles.js';
import { cookieValue, sessionCookieName } from './sessions/session-cookie.js';
import type { Session, Sessions } from './sessions/sessions.js';
import { sameText } from './same-text.js';

/** Who passes. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly principal: Principal;
  readonly session: Session | undefined;
}

/** Who may pass: them, or why not. */
export type Admission = Admitted | { readonly kind: 'unauthenticated'; readonly said: Said } | BrowserFault;

/** What a browser or client without credentials is told to send: the value of WWW-Authenticate. */
export const CHALLENGE = 'Basic realm="Eureka", charset="UTF-8"';

/** What a write has to show that comes with a session's cookie; Spring's name. */
export const CSRF_HEADER = 'x-csrf-token';

const ANYBODY_ADMITTED: Admission = { kind: 'admitted', principal: ANYBODY, session: undefined };
const NO_CREDENTIALS: Admission = { kind: 'unauthenticated', said: said('access.no-credentials') };
const WRONG: Admission = { kind: 'unauthenticated', said: said('access.wrong') };
const NOT_FROM_OUTSIDE: Admission = { kind: 'forbidden', said: said('access.other-machine') };
const NO_COOKIE: Admission = { kind: 'forbidden', said: said('access.no-cookie') };
const NO_CSRF_TOKEN: Admission = { kind: 'forbidden', said: said('access.no-csrf-token') };

export interface GatekeeperDeps {
  /** Whether nobody is configured: then there is nothing to check. */
  readonly isOpen: boolean;
  /** `eureka.server.insecure`. */
  readonly insecure: boolean;
  readonly authorization: AuthorizationCheck;
  readonly sessions: Sessions;
  readonly hosts: KnownHosts;
  readonly certificates: { find(socket: CallerRequest['socket']): Principal | undefined };
}

/** Decides who may do what: by Authorization header, by the cookie of a session, by the client's certificate, or without users by the address. */
export class Gatekeeper {
  constructor(private readonly deps: GatekeeperDeps) {}

  /** Whether everybody who gets this far has every role. */
  get isOpen(): boolean {
    return this.deps.isOpen;
  }

  /**
   * Without users everybody has every role, but only on this machine unless `insecure` is set (contract section 4); credentials
   * are not looked at then.
   */
  admit(needed: Needed, request: CallerRequest): Admission | Promise<Admission> {
    const { isOpen, insecure, authorization, hosts } = this.deps;
    const fault = browserFault(request, hosts) ?? (isOpen ? hostFault(request, hosts) : undefined);
    if (fault !== undefined) return fault;
    if (needed === 'nothing') return ANYBODY_ADMITTED;
    if (isOpen) return insecure || isOfThisMachine(callerAddress(request.socket)) ? ANYBODY_ADMITTED : NOT_FROM_OUTSIDE;
    const { authorization: header } = request.headers;
    if (header === undefined) return this.#admitWithoutHeader(needed, request);
    // every heartbeat ends here
    const known = authorization.remembered(header);
    if (known !== undefined) return judge(known, needed);
    if (!/^(basic|bearer) ./i.test(header)) return this.#admitWithoutHeader(needed, request);
    return this.#find(header, request).then((found) => (found === undefined ? WRONG : judge(found, needed)));
  }

  /** Whether a name and a password are right; a wrong one waits as anywhere else. */
  async signIn(name: string, password: string, request: CallerRequest): Promise<Session | undefined> {
    const header = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
    const found = this.deps.authorization.remembered(header) ?? (await this.#find(header, request));
    return found && this.deps.sessions.open(found);
  }

  hasEnded(session: Session): boolean {
    return this.deps.sessions.hasEnded(session);
  }

  #find(header: string, { socket }: CallerRequest): Promise<Principal | undefined> {
    return this.deps.authorization.find(header, networkOf(callerAddress(socket)), () => !socket.destroyed);
  }

  /**
   * The cookie alone reads; an order also shows the token, which no other site's page knows. What clients and peers write takes no
   * cookie at all.
   */
  #admitWithoutHeader(needed: Exclude<Needed, 'nothing'>, { method, headers, socket }: CallerRequest): Admission {
    const id = headers.cookie && cookieValue(headers.cookie, sessionCookieName(socket?.localPort));
    const session = id ? this.deps.sessions.find(id) : undefined;
    if (session === undefined) {
      const known = this.deps.certificates.find(socket);
      return known === undefined ? NO_CREDENTIALS : judge(known, needed);
    }
    const shown = headers[CSRF_HEADER];
    if (!isSafe(method) && (needed === 'registrar' || needed === 'peer')) return NO_COOKIE;
    if (!isSafe(method) && !(typeof shown === 'string' && sameText(shown, session.csrfToken))) return NO_CSRF_TOKEN;
    return judge(session.principal, needed, session);
  }
}

function judge(principal: Principal, needed: Exclude<Needed, 'nothing'>, session?: Session): Admission {
  if (principal.roles.has(needed)) return { kind: 'admitted', principal, session };
  return { kind: 'forbidden', said: said('access.role', { role: needed }) };
}
