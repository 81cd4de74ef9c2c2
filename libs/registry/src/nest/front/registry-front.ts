import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '@nest-eureka/time';
import { said } from '../../core/sentences/said.js';
import { CHALLENGE } from '../../security/gatekeeper.js';
import type { Gatekeeper, Admission, Admitted } from '../../security/gatekeeper.js';
import type { Weight } from '../../security/limits/caller-rates.js';
import { ANYBODY } from '../../security/roles.js';
import type { Needed } from '../../security/route-roles.js';
import type { Refusals } from '../metrics/refusals.js';
import type { PageRoutes } from '../page/page-routes.js';
import { pageLanguage } from '../page/page-language.js';
import { refusalPage } from '../page/refusal-page.js';
import { signInReply } from '../page/sign-in-page.js';
import { discardBody, isStillSending } from '../wire/discard-body.js';
import { plainRefusal } from '../wire/plain-refusal.js';
import { originForm, readRequestPath } from '../wire/request-path.js';
import { telling } from '../wire/reply.js';
import type { Reply } from '../wire/reply.js';
import { writeReply } from '../wire/reply-writer.js';
import type { WireApi, WireMatch } from '../wire/wire-api.js';
import { endWithSession } from './end-with-session.js';
import type { RequestLimits } from './request-limits.js';

/** Hands a request on to whoever stood before the front: Nest's router. */
export type PassOn = (request: IncomingMessage, response: ServerResponse) => void;

export interface FrontSettings {
  /** Context path and API path together, such as `/eureka` or `/ctx/eureka`. */
  readonly mount: string;
  readonly isWholeApplication: boolean;
  /** What a probe without credentials may ask for: liveness and readiness. */
  readonly openPaths: ReadonlySet<string>;
  readonly onError: (error: unknown) => void;
  /** Undefined: nothing is limited. */
  readonly limits: RequestLimits | undefined;
  readonly refusals: Pick<Refusals, 'noteReply'>;
}

/** More than any client sends without waiting for an answer; each that waits costs some kilobytes. */
const MOST_BEHIND = 100;

/** What a request is for, and who may have it. */
type Target =
  | { readonly kind: 'api'; readonly match: WireMatch; readonly needs: Needed }
  | { readonly kind: 'undecodable'; readonly needs: Needed }
  | { readonly kind: 'page'; readonly show: () => Reply; readonly needs: Needed }
  | { readonly kind: 'router'; readonly needs: Needed };

const ROUTER_AS_IT_IS: Target = { kind: 'router', needs: 'nothing' };
/** What is the host's own is none of ours to judge. */
const OF_THE_HOST: Admitted = { kind: 'admitted', principal: ANYBODY, session: undefined };
const ROUTER_LOCKED: Target = { kind: 'router', needs: 'reader' };
const UNDECODABLE: Target = { kind: 'undecodable', needs: 'reader' };

/**
 * Stands before Nest's router on the HTTP server: admits every request by one rule, answers the Eureka API and the page itself,
 * and hands everything else on. That makes the API the same on Fastify and Express, whatever body parsers and global prefixes
 * the host application has, and keeps a heartbeat near the cost of bare node:http.
 */
export class RegistryFront {
  #isClosing = false;
  /** How many requests of a connection wait for the one before them. */
  readonly #behind = new WeakMap<Socket, number>();

  constructor(
    private readonly api: WireApi,
    private readonly pages: PageRoutes,
    private readonly gatekeeper: Gatekeeper,
    private readonly clock: Clock,
    private readonly settings: FrontSettings,
  ) {}

  /** From now on every answer closes its connection, so that clients go elsewhere. */
  startClosing(): void {
    this.#isClosing = true;
  }

  /**
   * One request of a connection at a time, as Java's container has it: of those sent without waiting for an answer, the next
   * begins when the answer before it is out. Else a cancel overtakes the registration before it, whose body is read first.
   * A connection on which more than `MOST_BEHIND` of them wait is closed: behind an attempt that is made to wait, they would
   * fill the memory of the server.
   */
  handle(request: IncomingMessage, response: ServerResponse, passOn: PassOn): void {
    if (!isBehindAnother(request, response)) return this.#handle(request, response, passOn);
    const { socket } = request;
    const behind = this.#behind.get(socket) ?? 0;
    if (behind >= MOST_BEHIND) return void socket.destroy();
    this.#behind.set(socket, behind + 1);
    response.once('socket', () => {
      this.#behind.set(socket, (this.#behind.get(socket) ?? 1) - 1);
      this.#handle(request, response, passOn);
    });
  }

  #handle(request: IncomingMessage, response: ServerResponse, passOn: PassOn): void {
    if (this.#isClosing) response.shouldKeepAlive = false;
    try {
      if (request.url?.startsWith('/') === false) request.url = originForm(request.url);
      const target = this.#targetOf(request);
      const admission = target === ROUTER_AS_IT_IS ? OF_THE_HOST : this.gatekeeper.admit(target.needs, request);
      if (!(admission instanceof Promise)) return this.#enter(target, admission, request, response, passOn);
      admission
        .then((decided) => this.#enter(target, decided, request, response, passOn))
        .catch((error: unknown) => this.#fail(target, request, response, error));
    } catch (error) {
      this.#fail(ROUTER_AS_IT_IS, request, response, error);
    }
  }

  #targetOf(request: IncomingMessage): Target {
    const path = readRequestPath(request.url ?? '/', this.settings.mount);
    switch (path.kind) {
      case 'api': {
        const match = this.api.match(request.method ?? 'GET', path);
        // mounted at the root, the API leaves what it does not know to page and router
        if (match.route === undefined && this.settings.mount === '') return this.#notOfTheApi(request);
        return { kind: 'api', match, needs: match.operation?.needs ?? 'reader' };
      }
      case 'undecodable':
        return UNDECODABLE;
      case 'elsewhere':
        return this.#notOfTheApi(request);
    }
  }

  #notOfTheApi(request: IncomingMessage): Target {
    return this.#pageOr(request, this.settings.isWholeApplication ? this.#routerTarget(request) : ROUTER_AS_IT_IS);
  }

  #pageOr(request: IncomingMessage, otherwise: Target): Target {
    const show = this.pages.find(request);
    return show === undefined ? otherwise : { kind: 'page', show, needs: 'reader' };
  }

  /** Probes have no credentials; everything else of a locked registry asks for them, unknown paths too. */
  #routerTarget(request: IncomingMessage): Target {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const isProbe = (request.method === 'GET' || request.method === 'HEAD') && this.settings.openPaths.has(path);
    return isProbe ? ROUTER_AS_IT_IS : ROUTER_LOCKED;
  }

  #enter(
    target: Target,
    admission: Admission,
    request: IncomingMessage,
    response: ServerResponse,
    passOn: PassOn,
  ): void {
    if (admission.kind !== 'admitted')
      return this.#tell(target, this.#refusal(target, admission, request), request, response);
    if (target === ROUTER_AS_IT_IS) return passOn(request, response);
    const tooMuch = this.settings.limits?.refusal(request, admission.principal, weightOf(target));
    if (tooMuch !== undefined) return this.#tell(target, tooMuch, request, response);
    if (target.kind === 'router') return passOn(request, response);
    const reply = this.#answer(target, admission, request);
    const { session } = admission;
    if (session !== undefined && 'kind' in reply && reply.kind === 'stream')
      endWithSession(response, () => this.gatekeeper.hasEnded(session));
    if (!(reply instanceof Promise)) return this.#tell(target, reply, request, response);
    reply
      .then((ready) => this.#tell(target, ready, request, response))
      .catch((error: unknown) => this.#fail(target, request, response, error));
  }

  #tell(target: Target, reply: Reply, request: IncomingMessage, response: ServerResponse): void {
    this.settings.refusals.noteReply(reply);
    this.#write(request, response, this.#asTold(target, reply, request));
  }

  /** Whoever asks for a page with a browser, and does not answer its question, is shown the form. */
  #refusal(target: Target, admission: Exclude<Admission, Admitted>, request: IncomingMessage): Reply {
    if (admission.kind !== 'unauthenticated' || !isForReading(target, request)) return refusalReply(admission, request);
    const base = this.pages.signInBase(request);
    const language = pageLanguage(request.headers);
    return signInReply(401, { language, base, headers: { 'WWW-Authenticate': CHALLENGE } });
  }

  /** Whoever looks at a page reads why not; Eureka's own errors stay as Spring has them, without the code of what they say. */
  #asTold(target: Target, reply: Reply, request: IncomingMessage): Reply {
    if (reply.kind !== 'error') return reply;
    if (reply.said !== undefined && isForReading(target, request)) {
      return refusalPage(reply.status, reply.said, {
        language: pageLanguage(request.headers),
        base: this.pages.signInBase(request),
      });
    }
    const isAddition = target.kind === 'page' || (target.kind === 'api' && target.match.path.segments[0] === 'x');
    if (isAddition) return reply;
    const ofSpring = { ...reply, said: undefined };
    const isRead = target.kind === 'api' && request.method === 'GET';
    return isRead ? plainRefusal(ofSpring, request.headers.accept) : ofSpring;
  }

  /** A refusal waits until its client has sent what it is sending, else the client never reads it. */
  #write(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    const isRefusal = reply.kind === 'error' || ('status' in reply && reply.status >= 400);
    if (isRefusal && isStillSending(request)) {
      void discardBody(request).then(() => {
        // what it still sends is not waited for
        if (!request.complete) response.shouldKeepAlive = false;
        writeReply(request, response, reply, this.clock);
      });
      return;
    }
    // else Node does it in a dearer way once the answer is out
    request.resume();
    writeReply(request, response, reply, this.clock);
  }

  #answer(
    target: Exclude<Target, { kind: 'router' }>,
    admitted: Admitted,
    request: IncomingMessage,
  ): Reply | Promise<Reply> {
    switch (target.kind) {
      case 'api':
        return this.api.answer(request, target.match, admitted);
      case 'undecodable':
        return { kind: 'error', status: 400, message: 'The path has a percent-encoding that cannot be read.' };
      case 'page':
        return target.show();
    }
  }

  #fail(target: Target, request: IncomingMessage, response: ServerResponse, error: unknown): void {
    // a client that went away in the middle of its own request is no fault of ours
    if (request.destroyed && !request.complete) return;
    this.settings.onError(error);
    if (response.headersSent) return void response.destroy();
    const reply = this.#asTold(target, telling(500, said('registry.failed')), request);
    writeReply(request, response, reply, this.clock);
  }
}

/** Node gives the connection to one answer at a time; the others have none until it is their turn. */
function isBehindAnother(request: IncomingMessage, response: ServerResponse): boolean {
  if (response.socket !== null) return false;
  // where Node keeps the answer that a connection is busy with
  const { _httpMessage: answer } = (request.socket ?? {}) as { readonly _httpMessage?: unknown };
  return Boolean(answer);
}

/** A page that somebody looks at, and none of its files. */
function isForReading(target: Target, { headers }: IncomingMessage): boolean {
  return target.kind === 'page' && headers.accept?.includes('text/html') === true;
}

function weightOf(target: Target): Weight {
  return target.kind === 'api' ? (target.match.operation?.weight ?? 'read') : 'read';
}

function refusalReply(admission: Exclude<Admission, Admitted>, { headers }: IncomingMessage): Reply {
  switch (admission.kind) {
    case 'forbidden':
      return { ...telling(403, admission.said), refused: 'forbidden' };
    case 'misdirected':
      return telling(421, admission.said);
    case 'unauthenticated': {
      // a script of a page says so, as to Spring Security, where the browser's own question would be in the way
      const isScript = headers['x-requested-with'] === 'XMLHttpRequest';
      return telling(401, admission.said, isScript ? {} : { 'WWW-Authenticate': CHALLENGE });
    }
  }
}
