/** Encoded bytes of a view, immutable. Written out chunk by chunk; never joined here, since they may be many megabytes. */
export interface Payload {
  readonly chunks: readonly Buffer[];
  /** Sum over the chunks. */
  readonly byteLength: number;
  /** The change log's revision that the bytes show. */
  readonly revision: number;
}

/** Ready, or to be had in a moment; undefined when there is nothing of that name. */
export type PayloadAnswer = Payload | undefined | Promise<Payload | undefined>;
