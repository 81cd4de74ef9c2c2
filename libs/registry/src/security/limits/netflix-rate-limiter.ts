import type { Clock } from '@nest-eureka/time';

export interface NetflixRateSettings {
  readonly rateLimiterThrottleStandardClients: boolean;
  readonly rateLimiterPrivilegedClients: readonly string[];
  readonly rateLimiterBurstSize: number;
  readonly rateLimiterRegistryFetchAverageRate: number;
  readonly rateLimiterFullFetchAverageRate: number;
}

const READS = /\/apps(?:\/([^/]*))?$/;
const STANDARD_CLIENTS = ['DefaultClient', 'DefaultServer'];

/** Netflix' filter of reads (server.md 6): two buckets for the whole process, and clients that are not counted. */
export class NetflixRateLimiter {
  readonly #reads: NetflixBucket;
  readonly #fullReads: NetflixBucket;
  readonly #privileged: ReadonlySet<string>;

  constructor(
    private readonly settings: NetflixRateSettings,
    clock: Clock,
  ) {
    const { rateLimiterBurstSize: burst } = settings;
    this.#reads = new NetflixBucket(burst, settings.rateLimiterRegistryFetchAverageRate, clock);
    this.#fullReads = new NetflixBucket(burst, settings.rateLimiterFullFetchAverageRate, clock);
    this.#privileged = new Set([...STANDARD_CLIENTS, ...settings.rateLimiterPrivilegedClients]);
  }

  /**
   * Whether a request is one too many.
   * @param path without its query
   * @param client what DiscoveryIdentity-Name says
   */
  isOverloaded(method: string | undefined, path: string, client: string | undefined): boolean {
    if (method !== 'GET') return false;
    const read = READS.exec(path);
    if (read === null || this.#isPrivileged(client)) return false;
    const isFull = read[1] === undefined || read[1] === '';
    // a whole fetch takes from both, even if the first refuses
    const isWithinFull = !isFull || this.#fullReads.admits();
    return !this.#reads.admits() || !isWithinFull;
  }

  #isPrivileged(client: string | undefined): boolean {
    if (this.settings.rateLimiterThrottleStandardClients) return false;
    return client !== undefined && this.#privileged.has(client);
  }
}

/** Netflix' own bucket, whose tokens come in whole numbers. */
class NetflixBucket {
  #consumed = 0;
  #refilledAt = 0;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {}

  admits(): boolean {
    if (this.burst <= 0 || this.perSecond <= 0) return true;
    this.#refill(this.clock.now());
    if (this.#consumed >= this.burst) return false;
    this.#consumed++;
    return true;
  }

  #refill(now: number): void {
    const tokens = Math.floor(((now - this.#refilledAt) * this.perSecond) / 1000);
    if (tokens <= 0) return;
    this.#refilledAt = this.#refilledAt === 0 ? now : this.#refilledAt + (tokens * 1000) / this.perSecond;
    this.#consumed = Math.max(0, Math.min(this.#consumed, this.burst) - tokens);
  }
}
