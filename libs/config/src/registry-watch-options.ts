/** `eureka.server.watch.*`: the change stream. */
export interface RegistryWatchOptions {
  /**
   * Offers the change stream.
   * @default true
   */
  readonly enabled: boolean;
  /**
   * Streams that are open at once at most.
   * @default 20000
   */
  readonly maxSubscribers: number;
  /**
   * Changes that come within this time are told together, in ms.
   * @default 50
   */
  readonly coalesceMs: number;
  /**
   * How often each stream shows that it lives, in ms. At most 20000.
   * @default 10000
   */
  readonly heartbeatIntervalMs: number;
}
