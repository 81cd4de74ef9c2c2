import { Logger } from '@nestjs/common';
import type { InstanceStatus } from '@nest-eureka/protocol';
import { maskCredentials } from '@nest-eureka/transport';
import type { ClientEvent } from '../core/client-event.js';

/** What of Nest's logger is needed. */
export type DiscoveryLogger = Pick<Logger, 'log' | 'warn' | 'error'>;

/** What is going on with one link: a heartbeat, a registration or a fetch of somebody. */
type Link = 'registration' | 'fetch';

/** A failure that was written. */
interface Failure {
  readonly reason: string;
  readonly at: number;
}

type FailureEvent = Extract<ClientEvent, { readonly type: 'register-failed' | 'heartbeat-failed' | 'fetch-failed' }>;

/** What differs from one failure to the next though its reason is the same. */
const COUNTS = /\d+ (?:ms|attempts)/g;

/** A failure that goes on for another reason, such as a password that a restarted registry refuses, is written after this. */
const OTHER_REASON_MS = 60_000;

/**
 * Writes what an operator wants to know under `EurekaDiscovery`: a failure when it begins and again when it is over, in between
 * only when its reason changes.
 */
export class DiscoveryLog {
  readonly #failing = new Map<string, Failure>();

  constructor(private readonly logger: DiscoveryLogger = new Logger('EurekaDiscovery')) {}

  say(message: string): void {
    this.#write('log', message);
  }

  warn(message: string): void {
    this.#write('warn', message);
  }

  error(message: string): void {
    this.#write('error', message);
  }

  /** `subject` is who it happens to, such as `ORDERS/host:orders:3000`; `status` what that one says of itself at the moment. */
  event(subject: string, event: ClientEvent, status?: InstanceStatus): void {
    // a status that changed on the way is not the one that the registry has taken
    const said = event.type === 'registered' ? event.status : status;
    const who = said === undefined ? subject : `${subject} (${said})`;
    switch (event.type) {
      case 'registered':
        if (!event.again) this.say(`registered ${who} with ${event.server}`);
        else this.#recovered('registration', subject, `${who} is registered again, with ${event.server}`);
        this.#failing.delete(key('registration', subject));
        break;
      case 'heartbeat':
        this.#recovered('registration', subject, `${event.server} takes the heartbeats of ${who} again`);
        break;
      case 'register-failed':
      case 'heartbeat-failed':
        this.#failed('registration', subject, event, `${who}: `);
        break;
      case 'cancelled':
        if (event.message === undefined) this.say(`${who} has left the registry`);
        else this.warn(`${who}: ${event.message}`);
        break;
      case 'registry-fetched':
        this.#recovered('fetch', subject, 'the registry can be read again');
        break;
      case 'fetch-failed':
        this.#failed('fetch', subject, event);
        break;
      case 'copy-taken':
        this.warn(
          `no registry has answered yet; services are looked up in the copy of ${new Date(event.savedAt).toISOString()}`,
        );
        break;
      case 'probe-changed':
        if (event.healthy) this.say(`${who} answers its probes again`);
        else this.warn(`${who} fails its probes and gets no calls while others are well: ${event.because}`);
        break;
      case 'watch-opened':
        this.say(`hears of changes at once, from ${event.server}`);
        break;
      case 'watch-ended':
        this.say(`fetches the registry at intervals again: ${event.message}`);
        break;
      case 'remote-status':
      case 'local-status':
        break;
      default:
        event satisfies never;
    }
  }

  /** The logger is the host's: one that throws must not end the heartbeats, and there is nobody left to tell. */
  #write(level: keyof DiscoveryLogger, message: string): void {
    try {
      this.logger[level](line(message));
    } catch {
      return;
    }
  }

  #failed(link: Link, subject: string, { message, at }: FailureEvent, who = ''): void {
    const before = this.#failing.get(key(link, subject));
    const reason = message.replaceAll(COUNTS, '');
    if (before !== undefined && (before.reason === reason || at - before.at < OTHER_REASON_MS)) return;
    this.#failing.set(key(link, subject), { reason, at });
    this.warn(`${who}${message}; trying again until it works`);
  }

  #recovered(link: Link, subject: string, message: string): void {
    if (this.#failing.delete(key(link, subject))) this.say(message);
  }
}

function key(link: Link, subject: string): string {
  return `${link} ${subject}`;
}

/** One line, and no credentials whatever a message holds. */
function line(message: string): string {
  // what others register may hold signs that steer a terminal
  return maskCredentials(message)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\p{Cc}/gu, '\u{fffd}');
}
