import type { Candidate } from '../candidate.js';
import { hashText, spread } from './hash-text.js';

/** Points per instance; fewer when there are so many instances that the ring would pass LARGEST_RING. */
export const POINTS_PER_INSTANCE = 100;
const LARGEST_RING = 2 ** 20;
/** A point is hash × INDEX_SPAN + index of the candidate: one sortable number, exact below 2^53. */
const INDEX_SPAN = 2 ** 21;

/** A circle of 2^32 places on which each candidate holds some; a key belongs to the next place held. */
export class HashRing {
  private constructor(
    readonly candidates: readonly Candidate[],
    private readonly points: Float64Array,
    private readonly pointsEach: number,
  ) {}

  /** With a ring of about the same candidates only the difference is computed: sorting all points anew would take long. */
  static over(candidates: readonly Candidate[], pointsPerInstance: number, before?: HashRing): HashRing {
    const pointsEach = Math.max(1, Math.min(pointsPerInstance, Math.floor(LARGEST_RING / candidates.length)));
    const kept = before !== undefined && before.pointsEach === pointsEach ? before : undefined;
    const places = new Map(candidates.map((candidate, index) => [candidate.id, index]));
    const stays = kept?.candidates.map(({ id }) => places.get(id)) ?? [];
    for (const { id } of kept?.candidates ?? []) places.delete(id);
    const added = pointsOf(candidates, places.values(), pointsEach);
    return new HashRing(candidates, kept === undefined ? added : merged(kept.points, stays, added), pointsEach);
  }

  /** The index of the first point at or after the key's place; `size` when the next one is the first of all. */
  find(key: string): number {
    const place = hashText(key) * INDEX_SPAN;
    let low = 0;
    let high = this.points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.points[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get size(): number {
    return this.points.length;
  }

  /** Who holds a point; indices go on round the circle. */
  holder(point: number): Candidate | undefined {
    return this.candidates[(this.points[point % this.points.length] ?? 0) % INDEX_SPAN];
  }
}

function pointsOf(candidates: readonly Candidate[], indices: Iterable<number>, pointsEach: number): Float64Array {
  const points: number[] = [];
  for (const index of indices) {
    const seed = hashText(candidates[index]?.id ?? '');
    for (let point = 0; point < pointsEach; point++) {
      points.push(spread(seed + Math.imul(point + 1, 0x9e3779b1)) * INDEX_SPAN + index);
    }
  }
  return Float64Array.from(points).sort();
}

/** The old points of those that stay, under their new indices, and the added ones, in order. */
function merged(old: Float64Array, stays: readonly (number | undefined)[], added: Float64Array): Float64Array {
  const points = new Float64Array(old.length + added.length);
  let size = 0;
  let next = 0;
  for (const point of old) {
    const index = stays[point % INDEX_SPAN];
    if (index === undefined) continue;
    const moved = point - (point % INDEX_SPAN) + index;
    while (next < added.length && (added[next] ?? 0) < moved) points[size++] = added[next++] ?? 0;
    points[size++] = moved;
  }
  while (next < added.length) points[size++] = added[next++] ?? 0;
  return points.slice(0, size);
}
