import type { MissedCall, RegistryEvent, RegistryListener } from './registry-event.js';

/** Tells the listeners of a registry what happened, each of all before the next thing is told. */
export class Announcer {
  readonly #untold: RegistryEvent[] = [];
  #isTelling = false;

  /** @param listeners in the order in which they are told */
  constructor(private readonly listeners: readonly RegistryListener[]) {}

  /** What a listener changes in its turn is told when all have heard of the change before. */
  publish(event: RegistryEvent): void {
    this.#untold.push(event);
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (let next = this.#untold.shift(); next !== undefined; next = this.#untold.shift()) {
        for (const listener of this.listeners) listener.on(next);
      }
    } finally {
      this.#isTelling = false;
    }
  }

  missed(call: MissedCall): void {
    for (const listener of this.listeners) listener.missed?.(call);
  }
}
