/** `eureka.server.snapshot.*`: the registry on disk, for a start of all nodes at once. */
export interface RegistrySnapshotOptions {
  /**
   * The file; each server needs one of its own. Nothing is written without it.
   * @default undefined
   */
  readonly path: string | undefined;
  /**
   * Pause between two snapshots, in ms.
   * @default 30000
   */
  readonly intervalMs: number;
  /**
   * An older snapshot is not used, in ms.
   * @default 3600000
   */
  readonly maxAgeMs: number;
}
