import { TLSSocket } from 'node:tls';
import type { IncomingMessage } from 'node:http';
import { said } from '../../core/sentences/said.js';
import type { Gatekeeper } from '../../security/gatekeeper.js';
import { ANYBODY } from '../../security/roles.js';
import type { Principal } from '../../security/roles.js';
import { sessionCookieName, setCookie } from '../../security/sessions/session-cookie.js';
import type { Session, Sessions } from '../../security/sessions/sessions.js';
import { pageLanguage } from '../page/page-language.js';
import { SIGN_IN_STYLE, signInReply } from '../page/sign-in-page.js';
import { readSignIn } from './sign-in-document.js';
import { telling } from './reply.js';
import type { Reply } from './reply.js';
import type { WireRequest } from './wire-request.js';

export interface SessionResourceSettings {
  /** What the cookie is sent for: the context path, or `/`. */
  readonly cookiePath: string;
  /** The dashboard's path from the root, without its first slash. */
  readonly home: string;
  readonly insecure: boolean;
}

/** `x/session`: signing in and out with a browser, and who one is (docs/security.md). */
export class SessionResource {
  constructor(
    private readonly gatekeeper: Pick<Gatekeeper, 'isOpen' | 'signIn'>,
    private readonly sessions: Pick<Sessions, 'renamed' | 'close'>,
    private readonly settings: SessionResourceSettings,
  ) {}

  readonly show = ({ http, principal, session }: WireRequest): Reply => {
    const renamed = session && this.sessions.renamed(session);
    return this.#document(http, principal, renamed, renamed?.id === session?.id ? undefined : renamed?.id);
  };

  readonly signIn = async ({ http }: WireRequest): Promise<Reply> => {
    const asked = await readSignIn(http);
    if (asked.kind === 'refused') return asked.reply;
    const { name, password, isForm } = asked;
    if (this.gatekeeper.isOpen)
      return isForm ? this.#toHome(http) : this.#document(http, ANYBODY, undefined, undefined);
    const session = await this.gatekeeper.signIn(name, password, http);
    if (session !== undefined) {
      return isForm ? this.#toHome(http, session.id) : this.#document(http, session.principal, session, session.id);
    }
    if (isForm) return signInReply(401, { fault: WRONG, language: pageLanguage(http.headers) });
    return telling(401, WRONG);
  };

  readonly signOut = ({ http, session }: WireRequest): Reply => {
    if (session !== undefined) this.sessions.close(session);
    return { kind: 'empty', status: 204, headers: { 'Set-Cookie': this.#cookie(http, undefined), ...UNCACHED } };
  };

  readonly form = ({ http }: WireRequest): Reply => signInReply(200, { language: pageLanguage(http.headers) });

  readonly style = (): Reply => ({
    kind: 'document',
    status: 200,
    contentType: 'text/css;charset=UTF-8',
    body: SIGN_IN_STYLE,
    headers: { 'X-Content-Type-Options': 'nosniff' },
  });

  /** @param newId what the browser is to send from now on; undefined: as before */
  #document(
    http: IncomingMessage,
    principal: Principal,
    session: Session | undefined,
    newId: string | undefined,
  ): Reply {
    const { isOpen } = this.gatekeeper;
    const body = JSON.stringify({
      name: principal.name,
      roles: [...principal.roles],
      csrfToken: session?.csrfToken ?? null,
      by: session === undefined ? (isOpen ? 'nobody' : 'credentials') : 'session',
      insecure: isOpen && this.settings.insecure,
    });
    const headers = newId === undefined ? UNCACHED : { 'Set-Cookie': this.#cookie(http, newId), ...UNCACHED };
    return { kind: 'document', status: 200, contentType: 'application/json', body, headers };
  }

  /** A relative address, so that it is right behind a prefix that we know nothing of. */
  #toHome(http: IncomingMessage, id?: string): Reply {
    const depth = (http.url ?? '/').split('?', 1)[0]?.split('/').length ?? 2;
    const Location = `${'../'.repeat(Math.max(0, depth - 2))}${this.settings.home}` || './';
    const headers = { Location, ...UNCACHED };
    if (id === undefined) return { kind: 'empty', status: 303, headers };
    return { kind: 'empty', status: 303, headers: { ...headers, 'Set-Cookie': this.#cookie(http, id) } };
  }

  #cookie({ socket, headers }: IncomingMessage, id: string | undefined): string {
    const isSecure = socket instanceof TLSSocket || headers['x-forwarded-proto'] === 'https';
    return setCookie(sessionCookieName(socket.localPort), id, this.settings.cookiePath, isSecure);
  }
}

const WRONG = said('access.wrong-password');
const UNCACHED = { 'Cache-Control': 'no-store' };
