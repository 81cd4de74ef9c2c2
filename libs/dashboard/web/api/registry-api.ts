import { readAnswer } from './answer.js';
import type { Answer } from './answer.js';
import type { PagePlace } from './page-place.js';
import type { ClusterView, PageState, WhoIAm } from './shapes.js';

/** Longer than any answer takes that still is of use. */
const TIMEOUT_MS = 15_000;

export type Query = Readonly<Record<string, string | undefined>>;

/** The one place that knows how the registry is asked. */
export class RegistryApi {
  /** What a write has to show beside the cookie. */
  #csrfToken: string | null = null;

  constructor(private readonly place: PagePlace) {}

  get watchUrl(): string {
    return `${this.place.api}x/watch`;
  }

  get home(): string {
    return this.place.home;
  }

  state(): Promise<Answer<PageState>> {
    return this.#ask('GET', `${this.place.home}eureka-page.json`);
  }

  cluster(): Promise<Answer<ClusterView>> {
    return this.get('x/cluster');
  }

  async whoAmI(): Promise<Answer<WhoIAm>> {
    return this.#remembering(await this.get<WhoIAm>('x/session'));
  }

  async signIn(name: string, password: string): Promise<Answer<WhoIAm>> {
    return this.#remembering(await this.send<WhoIAm>('POST', 'x/session', { name, password }));
  }

  async signOut(): Promise<Answer<unknown>> {
    return this.send('DELETE', 'x/session');
  }

  /** @param path below the API's mount point, its segments encoded */
  get<T>(path: string, query: Query = {}): Promise<Answer<T>> {
    const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
    return this.#ask('GET', `${this.place.api}${path}${search}`);
  }

  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer<T>> {
    return this.#ask(method, `${this.place.api}${path}`, body);
  }

  #remembering(answer: Answer<WhoIAm>): Answer<WhoIAm> {
    if (answer.kind === 'ok') this.#csrfToken = answer.value.csrfToken;
    return answer;
  }

  async #ask<T>(method: string, url: string, body?: unknown): Promise<Answer<T>> {
    // without this name a 401 makes the browser ask by a window of its own
    const headers = new Headers({ Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' });
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    if (method !== 'GET' && this.#csrfToken !== null) headers.set('X-CSRF-Token', this.#csrfToken);
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return await readAnswer<T>(response);
    } catch {
      return { kind: 'unreachable' };
    }
  }
}

/** A path of segments that may hold anything. */
export function pathOf(...segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}
