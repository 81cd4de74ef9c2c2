import type { Endpoint } from '../endpoint/endpoint.js';

/** Registries that failed, and are asked no more until too many have (client.md 3.3). It has no time limit. */
export class Quarantine {
  readonly #urls = new Set<string>();

  /** `refreshShare` of the registries in here let all of them out. */
  constructor(private readonly refreshShare: number) {}

  get size(): number {
    return this.#urls.size;
  }

  add(endpoint: Endpoint): void {
    this.#urls.add(endpoint.url);
  }

  /** Those of the list to be asked. With up to three registries that is all of them. */
  candidates(endpoints: readonly Endpoint[]): readonly Endpoint[] {
    const known = new Set(endpoints.map(({ url }) => url));
    for (const url of this.#urls) if (!known.has(url)) this.#urls.delete(url);
    const threshold = Math.min(endpoints.length, Math.floor(endpoints.length * this.refreshShare));
    if (this.#urls.size >= threshold) this.#urls.clear();
    return endpoints.filter(({ url }) => !this.#urls.has(url));
  }
}
