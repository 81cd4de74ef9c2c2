/** What an active probe has found so far. */
export interface ProbedHealth {
  /** Grows with each change. */
  readonly revision: number;
  /** The last probe failed; who was never probed is not failing. */
  isFailing(id: string): boolean;
}

/** The last results of a service's probes, by instance id; as many as it has instances. */
export class ProbeResults implements ProbedHealth {
  readonly #healthy = new Map<string, boolean>();
  #revision = 0;

  get revision(): number {
    return this.#revision;
  }

  isFailing(id: string): boolean {
    return this.#healthy.get(id) === false;
  }

  isKnown(id: string): boolean {
    return this.#healthy.has(id);
  }

  /** Tells whether that changes what is known: a first good result changes nothing. */
  put(id: string, healthy: boolean): boolean {
    const before = this.#healthy.get(id) ?? true;
    this.#healthy.set(id, healthy);
    if (before === healthy) return false;
    this.#revision += 1;
    return true;
  }

  /** Forgets everybody else. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#healthy.keys()) if (!ids.has(id)) this.#healthy.delete(id);
  }
}
