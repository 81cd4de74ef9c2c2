import type { Applications } from '@nest-eureka/protocol';
import { plain } from './plain.js';
import { registryChanges } from './registry-changes.js';
import type { InstanceChange } from './registry-changes.js';
import type { Surroundings } from './surroundings.js';

/** The lines of a watch. */
export class WatchLog {
  #complaint: string | undefined;

  constructor(
    private readonly wanted: string | undefined,
    private readonly json: boolean,
    private readonly surroundings: Surroundings,
  ) {}

  changed(before: Applications, after: Applications): void {
    const { clock, out } = this.surroundings;
    for (const change of registryChanges(before, after)) {
      if (this.wanted !== undefined && change.application !== this.wanted) continue;
      const at = new Date(clock.now()).toISOString();
      out(this.json ? JSON.stringify({ at, ...change }) : `${this.#time()} ${sentence(change)}`);
    }
  }

  /** Once, until all is well again. */
  complain(message: string): void {
    if (message !== this.#complaint) this.surroundings.err(`${this.#time()} ${message}`);
    this.#complaint = message;
  }

  isWell(): void {
    this.#complaint = undefined;
  }

  #time(): string {
    return new Date(this.surroundings.clock.now()).toISOString().slice(11, 19);
  }
}

function sentence({ application, id, from, to }: InstanceChange): string {
  const name = plain(`${application} ${id}`);
  if (from === undefined) return `+ ${name} ${to}`;
  if (to === undefined) return `- ${name} (was ${from})`;
  return from === to ? `~ ${name} changed` : `~ ${name} ${from} -> ${to}`;
}
