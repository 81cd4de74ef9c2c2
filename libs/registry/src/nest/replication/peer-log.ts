import { Logger } from '@nestjs/common';
import type { PeerChange } from '../../replication/peer-report.js';
import { logText } from '../log-text.js';

/** Tells in the log when a peer comes or goes: one line each time, however much fails in between. */
export class PeerLog {
  readonly #logger = new Logger('EurekaRegistry');
  /** Failed calls of each peer until it was last told of. */
  readonly #toldFailures = new Map<string, number>();

  changed(change: PeerChange): void {
    const { url, to, reason, failures } = change;
    const since = failures - (this.#toldFailures.get(url) ?? 0);
    this.#toldFailures.set(url, failures);
    const peer = `Peer ${logText(url)}`;
    const why = reason === undefined ? '' : `: it ${logText(reason)}`;
    switch (to) {
      case 'available':
        this.#logger.log(
          `${peer} is available${since > 0 ? ` after ${since} failed ${since === 1 ? 'call' : 'calls'}` : ''}`,
        );
        break;
      case 'unavailable':
        this.#logger.warn(`${peer} is not available${why}. What it is to be told waits.`);
        break;
      case 'self':
        this.#logger.log(`${peer} is this node itself and is left out`);
        break;
      case 'twin':
        this.#logger.log(`${peer} is a node that is a peer already and is left out`);
        break;
      case 'closed':
        this.#toldFailures.delete(url);
        break;
      case 'connecting':
        break;
    }
  }

  warn(message: string): void {
    this.#logger.warn(logText(message));
  }

  failed(error: unknown): void {
    this.#logger.error(
      `Replication failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}
