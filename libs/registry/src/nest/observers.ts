import type { RegistryEvent, RegistryListener } from '../core/registry-event.js';
import { observedEvent } from './observed-event.js';
import type { ObservedEvent } from './observed-event.js';

/** May be asynchronous; nobody waits for it. */
export type Observer = (event: ObservedEvent) => unknown;

/** Listeners that come and go while the registry runs. */
export class Observers implements RegistryListener {
  /** Replaced, never changed: whoever comes while an event is being told hears the next one. */
  #observers: readonly { readonly hear: Observer }[] = [];

  constructor(
    private readonly ownInstanceId: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Adds an observer; the answer takes it away, at once. What it throws or rejects with is reported and disturbs nobody. */
  add(observer: Observer): () => void {
    const entry = { hear: observer };
    this.#observers = [...this.#observers, entry];
    return () => {
      this.#observers = this.#observers.filter((other) => other !== entry);
    };
  }

  on(event: RegistryEvent): void {
    if (this.#observers.length === 0) return;
    const observed = observedEvent(event, this.ownInstanceId);
    for (const entry of this.#observers) if (this.#observers.includes(entry)) this.#tell(entry.hear, observed);
  }

  #tell(hear: Observer, event: ObservedEvent): void {
    try {
      const outcome = hear(event);
      if (outcome instanceof Object && 'then' in outcome) Promise.resolve(outcome).catch(this.onError);
    } catch (error) {
      this.onError(error);
    }
  }
}
