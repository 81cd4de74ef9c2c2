/** Versions of what our nodes agree on among themselves. */
export const NODE_PROTOCOL = {
  /** Java's batches, with stamps on cancels; packed when they are large. */
  batches: 1,
  /** Batches of our own at `x/replication/batch` as well: short heartbeats, overrides with their time, ages. */
  ownBatches: 2,
} as const;

const PATTERN = /^([\w-]{1,64});v=(\d{1,4})$/;

/** A node of ours, as it calls itself in the header `X-Eureka-Node`; the id is another one after each start. */
export interface NodeIdentity {
  readonly id: string;
  /** The newest version that it understands; see `NODE_PROTOCOL`. */
  readonly version: number;
}

/** Value of the header, such as `3f0c…;v=2`. */
export function nodeHeader({ id, version }: NodeIdentity): string {
  return `${id};v=${version}`;
}

/** Undefined for a missing header and for one that none of our nodes would write. */
export function readNodeHeader(text: string | undefined): NodeIdentity | undefined {
  const [, id, version] = PATTERN.exec(text ?? '') ?? [];
  return id === undefined ? undefined : { id, version: Number(version) };
}
