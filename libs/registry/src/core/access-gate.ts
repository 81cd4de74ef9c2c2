import type { Clock } from '@nest-eureka/time';

/** When reads of collections are answered. */
export type AccessSettings =
  | {
      readonly mode: 'netflix';
      /** How long a registry that started empty stays closed. @default 300_000 */
      readonly waitWhenEmptyMs: number;
    }
  | {
      readonly mode: 'modern';
      /** True when there are peers to get in step with first, or a snapshot to be read. */
      readonly waitsForPeers: boolean;
    };

/** Keeps clients from reading a registry that is known to be incomplete (server.md 4.9; writes are never kept away). */
export class AccessGate {
  #opened: { readonly at: number; readonly count: number } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly settings: AccessSettings,
    /** Whether every remote region has been fetched at least once. */
    private readonly areRegionsReady: () => boolean,
  ) {}

  /** @param count how many instances came from peers; 0 makes Netflix's registry wait */
  openForTraffic(count: number): void {
    this.#opened = { at: this.clock.monotonic(), count };
  }

  /** @param remoteRegionRequired the read names regions */
  shouldAllowAccess(remoteRegionRequired = false): boolean {
    return this.#isFilled() && (!remoteRegionRequired || this.areRegionsReady());
  }

  #isFilled(): boolean {
    if (this.settings.mode === 'modern') return this.#opened !== undefined || !this.settings.waitsForPeers;
    // Java: an unopened registry was started in 1970, its wait is long over
    if (this.#opened === undefined || this.#opened.count > 0) return true;
    return this.clock.monotonic() > this.#opened.at + this.settings.waitWhenEmptyMs;
  }
}
