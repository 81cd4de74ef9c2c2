import type { Candidate } from './candidate.js';
import type { Pool } from './pool.js';

/** What a call knows about where it should go. */
export interface PickRequest {
  /** Monotonic, ms: the clock that the statistics are kept by. */
  readonly now: number;
  /** What consistent hashing keeps together, for instance a customer's number. */
  readonly key?: string;
  readonly hint?: string;
  readonly apiVersion?: string;
  /** Id of the instance that earlier calls of the same session went to, from a cookie or a header. */
  readonly sticky?: string;
  /** Ids of instances not to pick: those already tried. */
  readonly exclude?: ReadonlySet<string>;
}

/**
 * Why nobody is picked: `none-registered`; `all-down` = registered, none UP; `all-ejected` = none of those UP is without ejection;
 * `all-excluded` = the request rules out every usable one; `no-such-version`, `version-required` = client.md 6.7, API version.
 */
export type NobodyReason =
  'none-registered' | 'all-down' | 'all-ejected' | 'all-excluded' | 'no-such-version' | 'version-required';

export type PickResult =
  | { readonly type: 'picked'; readonly candidate: Candidate }
  | { readonly type: 'nobody'; readonly reason: NobodyReason };

/** Chooses among the candidates of one snapshot; a new snapshot means a new picker. */
export interface Picker {
  pick(request: PickRequest): PickResult;
}

/** How to choose: makes the picker of each snapshot. */
export interface Rule {
  /** `previous` is what this rule built for the snapshot before; the new picker takes over its place, and does not keep it. */
  build(pool: Pool, previous?: Picker): Picker;
}

/** A rule around a rule: narrows or steers what the inner one chooses from. */
export type RuleWrapper = (inner: Rule) => Rule;

/** Uniform in [0, 1). */
export type Random = () => number;

export function picked(candidate: Candidate): PickResult {
  return { type: 'picked', candidate };
}

export function nobody(reason: NobodyReason): PickResult {
  return { type: 'nobody', reason };
}

/** Why a pool gave nobody to a request that asks for nothing special. */
export function nobodyOf(pool: Pool): PickResult {
  if (pool.usable.length > 0) return nobody('all-excluded');
  if (pool.ejected.length > 0) return nobody('all-ejected');
  return nobody(pool.down.length > 0 ? 'all-down' : 'none-registered');
}

export function isExcluded(candidate: Candidate, request: PickRequest): boolean {
  return request.exclude !== undefined && request.exclude.has(candidate.id);
}

/** A whole number in [0, bound). */
export function below(bound: number, random: Random): number {
  return Math.floor(random() * bound);
}

/** The first candidate from `from` on, round the end, that the request does not exclude. */
export function pickFrom(pool: Pool, from: number, request: PickRequest): PickResult {
  const { usable } = pool;
  for (let step = 0; step < usable.length; step++) {
    const candidate = usable[(from + step) % usable.length];
    if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
  }
  return nobodyOf(pool);
}

/** Draws by `draw` until a candidate is not excluded; after some misses takes the next in order. */
export function pickDrawn(pool: Pool, draw: () => number, request: PickRequest): PickResult {
  if (pool.usable.length === 0) return nobodyOf(pool);
  let index = draw();
  for (let tries = 0; tries < 8; tries++) {
    const candidate = pool.usable[index];
    if (candidate !== undefined && !isExcluded(candidate, request)) return picked(candidate);
    index = draw();
  }
  return pickFrom(pool, index, request);
}
