import type { Candidate } from '../candidate.js';
import { below } from '../picker.js';
import type { Random } from '../picker.js';
import type { ServerListFilter } from './server-list-filter.js';

/** `<client>.ribbon.ServerListSubsetFilter.*` (client.md 6.4). */
export interface ServerListSubsetOptions {
  /** @default 20 */
  readonly size?: number;
  /** `forceEliminatePercent`, 0…1. @default 0.1 */
  readonly forceEliminateShare?: number;
  /** `eliminationFailureThresold` (sic): more failures within a second than this. @default 0 */
  readonly failureThreshold?: number;
  /** `eliminationConnectionThresold` (sic): more active requests than this. @default 0 */
  readonly connectionThreshold?: number;
}

/** `ServerListSubsetFilter`: a part of a large list, whose worst servers are exchanged at each refresh. */
export class ServerListSubset implements ServerListFilter {
  #subset: ReadonlySet<string> = new Set();

  /** `zoneAffinity` goes before it, as in Ribbon. */
  constructor(
    private readonly options: ServerListSubsetOptions,
    private readonly zoneAffinity: ServerListFilter,
    private readonly random: Random,
  ) {}

  filtered(all: readonly Candidate[], now: number): readonly Candidate[] {
    const { size = 20, forceEliminateShare = 0.1, failureThreshold = 0, connectionThreshold = 0 } = this.options;
    const inZone = this.zoneAffinity.filtered(all, now);
    const current = inZone.filter(({ id }) => this.#subset.has(id));
    const isBad = ({ stats }: Candidate): boolean =>
      stats.activeAt(now) > connectionThreshold || stats.failuresAt(now) > failureThreshold;
    const bad = current.filter(isBad);
    const good = current.filter((candidate) => !isBad(candidate)).sort(worstFirst(now));
    const eliminated = this.#subset.size - good.length;
    const atLeast = Math.floor(size * forceEliminateShare);
    const forced = good.length > size ? good.length - size : Math.max(0, atLeast - eliminated);
    const dropped = new Set([...bad, ...good.slice(0, forced)]);
    const kept = good.slice(forced);
    const missing = Math.max(0, size - kept.length);
    const keptSet = new Set(kept);
    let candidates = inZone.filter((candidate) => !keptSet.has(candidate) && !dropped.has(candidate));
    if (candidates.length < missing) candidates = inZone.filter((candidate) => !keptSet.has(candidate));
    const chosen = [...kept, ...drawn(candidates, missing, this.random)];
    this.#subset = new Set(chosen.map(({ id }) => id));
    return chosen;
  }
}

/** Ribbon's comparator: more failures first, then more active requests. */
export function worstFirst(now: number): (a: Candidate, b: Candidate) => number {
  return (a, b) => b.stats.failuresAt(now) - a.stats.failuresAt(now) || b.stats.activeAt(now) - a.stats.activeAt(now);
}

function drawn(candidates: readonly Candidate[], count: number, random: Random): Candidate[] {
  const left = [...candidates];
  const chosen: Candidate[] = [];
  while (chosen.length < count && left.length > 0) chosen.push(...left.splice(below(left.length, random), 1));
  return chosen;
}
