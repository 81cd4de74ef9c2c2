import { Logger } from '@nestjs/common';
import type { RegionNews } from '../../replication/regions/region-report.js';
import { logText } from '../log-text.js';

/** Tells in the log when a region comes or goes: one line each time, however often it fails in between. */
export class RegionLog {
  readonly #logger = new Logger('EurekaRegistry');

  tell(news: RegionNews): void {
    const { region, instances, staleSince } = news.report;
    const name = `Region ${logText(region)}`;
    switch (news.kind) {
      case 'read':
        this.#logger.log(
          `${name} is read: ${instances} instances${news.missed > 0 ? `, after ${news.missed} failed readings` : ''}`,
        );
        break;
      case 'copy-taken':
        this.#logger.log(`${name} is taken from its copy of ${instantText(staleSince)}: ${instances} instances`);
        break;
      case 'lost':
        this.#logger.warn(
          `${name} cannot be read: ${logText(news.message)}. ${instances > 0 ? `Its ${instances} instances stay as they were.` : ''}`.trim(),
        );
        break;
    }
  }

  warn(message: string): void {
    this.#logger.warn(logText(message));
  }

  failed(error: unknown): void {
    this.#logger.error(`Reading a region failed: ${String(error)}`);
  }
}

function instantText(at: number | undefined): string {
  return at === undefined ? 'some time ago' : new Date(at).toISOString();
}
