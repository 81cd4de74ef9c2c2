import type { InstanceStatus } from '@nest-eureka/protocol';

/**
 * `override`: a status set from outside; `bar`: it may not register; `metadata`: entries that are set whatever it registers with.
 */
export const MEASURE_KINDS = ['override', 'bar', 'metadata'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** Something that an operator has decided about one instance, as nodes of ours tell each other. Instants are wall clock, in ms. */
export interface Measure {
  readonly kind: MeasureKind;
  readonly app: string;
  readonly id: string;
  /** The later word counts. */
  readonly at: number;
  /** When it ends by itself; undefined: when it is lifted. */
  readonly until: number | undefined;
  /** The user who decided. */
  readonly by: string;
  /** Whose matter it is, where that is not the user. */
  readonly owner: string | undefined;
  readonly reason: string | undefined;
  /** Lifted, or ended: remembered for a while, so that no older word counts. */
  readonly isOver: boolean;
  /** Of an override. */
  readonly status?: InstanceStatus | undefined;
  /** Of an override: the status that was shown before. */
  readonly statusBefore?: InstanceStatus | undefined;
  /** Of metadata. */
  readonly entries?: ReadonlyMap<string, string> | undefined;
  /** Of metadata: the values that these entries had before; those that did not exist are missing. */
  readonly entriesBefore?: ReadonlyMap<string, string> | undefined;
}

/** Whether one is the later word; the same on every node. Of two at the same moment the one that is over has less to say. */
export function isLater(one: Measure, other: Measure): boolean {
  if (one.at !== other.at) return one.at > other.at;
  if (one.isOver !== other.isOver) return other.isOver;
  return one.by > other.by;
}

/** Metadata as it is once the measure is over: what somebody else has set since stays. */
export function metadataWithout(
  { entries, entriesBefore }: Pick<Measure, 'entries' | 'entriesBefore'>,
  metadata: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const left = new Map([...metadata].filter(([name, value]) => entries?.get(name) !== value));
  for (const [name, value] of entriesBefore ?? []) if (!left.has(name)) left.set(name, value);
  return left;
}
