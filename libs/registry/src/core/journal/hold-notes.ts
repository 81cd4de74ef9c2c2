import type { SelfPreservation } from '../self-preservation.js';
import type { Journal } from './journal.js';

/** Notes in the journal when self-preservation begins to hold something and when it lets go. */
export class HoldNotes {
  /** What was held at the last look. */
  #scopes: ReadonlySet<string> = new Set();

  constructor(
    private readonly selfPreservation: Pick<SelfPreservation, 'holds'>,
    private readonly journal: Pick<Journal, 'note'>,
  ) {}

  look(): void {
    const holds = this.selfPreservation.holds();
    if (holds.length === 0 && this.#scopes.size === 0) return;
    const scopes = new Set(holds.map(({ scope }) => scope));
    for (const { scope, reason, said } of holds) {
      if (this.#scopes.has(scope)) continue;
      this.journal.note({ kind: 'hold-began', app: appOf(scope), detail: reason, said });
    }
    for (const scope of this.#scopes) {
      if (!scopes.has(scope)) this.journal.note({ kind: 'hold-ended', app: appOf(scope) });
    }
    this.#scopes = scopes;
  }
}

/** The whole registry is no application. */
function appOf(scope: string): string | undefined {
  return scope === 'registry' ? undefined : scope;
}
