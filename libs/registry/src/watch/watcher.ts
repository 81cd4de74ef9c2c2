/** Who has opened a stream, as far as that is known; what comes from headers is anything that somebody likes to send. */
export interface Watcher {
  /** By which a client calls itself in its reads and its stream. */
  readonly name: string | undefined;
  /** `anybody` without users. */
  readonly user: string;
  readonly address: string | undefined;
  /** Which program it says it is. */
  readonly client: string | undefined;
  /** Since when; wall clock, in ms. */
  readonly at: number;
}
