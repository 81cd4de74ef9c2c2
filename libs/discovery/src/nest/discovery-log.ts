import { Logger } from '@nestjs/common';
import { maskCredentials } from '@nest-eureka/transport';
import type { ClientEvent } from '../core/client-event.js';

/** What of Nest's logger is needed. */
export type DiscoveryLogger = Pick<Logger, 'log' | 'warn' | 'error'>;

/** What is going on with one link: a heartbeat, a registration or a fetch of somebody. */
type Link = 'registration' | 'fetch';

/**
 * Writes what an operator wants to know under `EurekaDiscovery`: a failure when it begins and again when it is over, not each
 * time in between.
 */
export class DiscoveryLog {
  readonly #failing = new Set<string>();

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

  /** `subject` is who it happens to, such as `ORDERS/host:orders:3000 (UP)`. */
  event(subject: string, event: ClientEvent): void {
    switch (event.type) {
      case 'registered':
        if (!event.again) this.say(`registered ${subject} with ${event.server}`);
        else this.#recovered('registration', subject, `${subject} is registered again, with ${event.server}`);
        this.#failing.delete(key('registration', subject));
        break;
      case 'heartbeat':
        this.#recovered('registration', subject, `${event.server} takes the heartbeats of ${subject} again`);
        break;
      case 'register-failed':
      case 'heartbeat-failed':
        this.#failed('registration', subject, `${subject}: ${event.message}`);
        break;
      case 'cancelled':
        if (event.message === undefined) this.say(`${subject} has left the registry`);
        else this.warn(`${subject}: ${event.message}`);
        break;
      case 'registry-fetched':
        this.#recovered('fetch', subject, 'the registry can be read again');
        break;
      case 'fetch-failed':
        this.#failed('fetch', subject, event.message);
        break;
      case 'copy-taken':
        this.warn(
          `no registry has answered yet; services are looked up in the copy of ${new Date(event.savedAt).toISOString()}`,
        );
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

  #failed(link: Link, subject: string, message: string): void {
    if (this.#failing.has(key(link, subject))) return;
    this.#failing.add(key(link, subject));
    this.warn(`${message}; trying again until it works`);
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
  return maskCredentials(message).replaceAll(/\s*\n\s*/g, ' ');
}
