import type { Clock } from '@nest-eureka/time';
import type { PeerReport } from './peer-report.js';

export interface PeerSummarySettings {
  /** Between two lines about one peer. @default 300_000 */
  readonly everyMs: number;
}

/** What was known of a peer when something was said about it last. */
interface Told {
  readonly awaySince: number;
  readonly at: number;
  readonly failures: number;
  readonly dropped: number;
}

/** Says from time to time how things stand with peers that stay away, with counts in place of a line for each failure. */
export class PeerSummary {
  readonly #told = new Map<string, Told>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: PeerSummarySettings = { everyMs: 300_000 },
  ) {}

  /** Lines that are due; to be asked more often than they come. */
  lines(reports: readonly PeerReport[]): readonly string[] {
    const away = reports.filter(({ state }) => state === 'unavailable');
    const urls = new Set(away.map(({ url }) => url));
    for (const url of this.#told.keys()) if (!urls.has(url)) this.#told.delete(url);
    return away.flatMap((report) => this.#line(report) ?? []);
  }

  #line(report: PeerReport): string | undefined {
    const { url, queued, lastFailure, counts } = report;
    const now = this.clock.monotonic();
    const dropped = report.dropped.expired + report.dropped.overflowing;
    const told = this.#told.get(url);
    if (told !== undefined && now - told.at < this.settings.everyMs) return undefined;
    const awaySince = told?.awaySince ?? now;
    this.#told.set(url, { awaySince, at: now, failures: counts.failures, dropped });
    // that it went is a line of its own
    if (told === undefined) return undefined;
    const parts = [
      `${counts.failures - told.failures} more calls failed`,
      lastFailure === undefined ? '' : ` (last it ${lastFailure.message})`,
      `, ${queued} messages wait`,
      dropped > told.dropped ? `, ${dropped - told.dropped} were given up` : '',
    ];
    return `Peer ${url} has not been available for ${Math.round((now - awaySince) / 60_000)} min: ${parts.join('')}`;
  }
}
