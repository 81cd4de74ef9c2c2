import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import type { PeerChange } from '../../replication/peer-report.js';
import { PeerLog } from './peer-log.js';

const lines: string[] = [];
const listening: LoggerService = {
  log: (message: unknown) => void lines.push(`log ${String(message)}`),
  warn: (message: unknown) => void lines.push(`warn ${String(message)}`),
  error: (message: unknown) => void lines.push(`error ${String(message)}`),
};

function change(to: PeerChange['to'], failures = 0, reason?: string): PeerChange {
  return { url: 'http://peer2/eureka/', from: 'connecting', to, reason, failures };
}

describe('PeerLog', () => {
  beforeEach(() => {
    lines.length = 0;
    Logger.overrideLogger(listening);
  });
  afterEach(() => Logger.overrideLogger(false));

  it('has one line for each change, with the calls that failed meanwhile', () => {
    const log = new PeerLog();
    log.changed(change('available'));
    log.changed(change('unavailable', 3, 'refused the connection'));
    log.changed(change('available', 63));
    log.changed(change('unavailable', 66, 'answered 503'));
    expect(lines).toEqual([
      'log Peer http://peer2/eureka/ is available',
      'warn Peer http://peer2/eureka/ is not available: it refused the connection. What it is to be told waits.',
      'log Peer http://peer2/eureka/ is available after 60 failed calls',
      'warn Peer http://peer2/eureka/ is not available: it answered 503. What it is to be told waits.',
    ]);
  });

  it('says which URLs are left out, and nothing of the end', () => {
    const log = new PeerLog();
    log.changed(change('self'));
    log.changed(change('twin'));
    log.changed(change('closed'));
    expect(lines).toEqual([
      'log Peer http://peer2/eureka/ is this node itself and is left out',
      'log Peer http://peer2/eureka/ is a node that is a peer already and is left out',
    ]);
  });

  it('lets no text of others break its line', () => {
    new PeerLog().warn('Not a service URL, so no peer: a\nb');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
  });
});
