import type { Candidate } from '../candidate.js';
import type { Picker, PickRequest, PickResult, Rule, RuleWrapper } from '../picker.js';
import type { Pool } from '../pool.js';
import type { Ejections } from './ejections.js';

/** Keeps ejected instances from any rule; builds the rule's picker anew when somebody goes out or comes back. */
export function outlierEjection(ejections: Ejections): RuleWrapper {
  return (inner) => ({
    build: (pool, previous) =>
      new EjectingPicker(pool, inner, ejections, previous instanceof EjectingPicker ? previous.inner : undefined),
  });
}

class EjectingPicker implements Picker {
  #revision: number | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly rule: Rule,
    private readonly ejections: Ejections,
    public inner: Picker | undefined,
  ) {}

  pick(request: PickRequest): PickResult {
    const revision = this.ejections.revisionAt(request.now);
    if (this.inner === undefined || revision !== this.#revision) {
      this.#revision = revision;
      this.inner = this.rule.build(withoutEjected(this.pool, this.ejections), this.inner);
    }
    return this.inner.pick(request);
  }
}

function withoutEjected(pool: Pool, ejections: Ejections): Pool {
  if (ejections.size === 0) return pool;
  const isOut = ({ id }: Candidate): boolean => ejections.isOut(id);
  return {
    ...pool,
    usable: pool.usable.filter((candidate) => !isOut(candidate)),
    ejected: [...pool.ejected, ...pool.usable.filter(isOut)],
  };
}
