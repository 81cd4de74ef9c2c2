/** Every used key of `eureka.server.*` about the start of a node with peers and about comparing registries. */
export interface RegistryFillOptions {
  /**
   * Rounds in which a node fills itself from the peers (netflix). 0 leaves it as it is, in modern mode too.
   * @default undefined: netflix 5 when register-with-eureka is true, otherwise 0; modern until it is in step
   */
  readonly registrySyncRetries: number | undefined;
  /**
   * Wait between two such rounds, in ms.
   * @default 30000
   */
  readonly registrySyncRetryWaitMs: number;
  /**
   * How long a node that starts waits for peers that all refuse connections, in ms (modern).
   * @default 5000
   */
  readonly startWaitWhenRefusedMs: number;
  /**
   * How long a node that starts is not ready at most, whatever its peers do, in ms (modern).
   * @default 30000
   */
  readonly startDeadlineMs: number;
  /**
   * How often a node compares its registry with those of its peers, in ms.
   * @default 10000
   */
  readonly compareIntervalMs: number;
}
