/** Encoded bytes of a view, immutable. Written out chunk by chunk; never joined here, since they may be many megabytes. */
export interface Payload {
  readonly chunks: readonly Buffer[];
  /** Sum over the chunks. */
  readonly byteLength: number;
  /** The change log's revision that the bytes show. */
  readonly revision: number;
  /**
   * A weak entity tag (RFC 9110, section 8.8.3), quotes included: the same for all compressions of one document, another one for
   * every other document, also of an earlier process.
   */
  readonly tag: string;
}

/** Ready, or to be had in a moment; undefined when there is nothing of that name. */
export type PayloadAnswer = Payload | undefined | Promise<Payload | undefined>;
