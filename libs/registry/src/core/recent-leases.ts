import type { Clock } from '@nest-eureka/time';
import type { MissedCall, RegistryEvent, RegistryListener } from './registry-event.js';

/** One line of the `lastn` page. */
export interface RecentLease {
  /** Wall-clock ms. */
  readonly at: number;
  /** `APP(id)` */
  readonly label: string;
}

/** The last registrations and cancels (server.md 2.1). */
export class RecentLeases implements RegistryListener {
  readonly #registered: Ring;
  readonly #cancelled: Ring;

  constructor(
    private readonly clock: Clock,
    capacity = 1000,
  ) {
    this.#registered = new Ring(capacity);
    this.#cancelled = new Ring(capacity);
  }

  /** Newest first. */
  get registered(): readonly RecentLease[] {
    return this.#registered.newestFirst().map(lineOf);
  }

  /** Newest first; evictions and cancels of nothing included (server.md 2.6). */
  get cancelled(): readonly RecentLease[] {
    return this.#cancelled.newestFirst().map(lineOf);
  }

  on(event: RegistryEvent): void {
    if (event.type === 'registered') this.#registered.add(this.#line(event.lease));
    else if (event.type === 'cancelled') this.#cancelled.add(this.#line(event.lease));
  }

  missed(call: MissedCall): void {
    if (call.action === 'cancel') this.#cancelled.add(this.#line(call));
  }

  #line({ app, id }: Pick<Line, 'app' | 'id'>): Line {
    return { at: this.clock.now(), app, id };
  }
}

interface Line {
  readonly at: number;
  readonly app: string;
  readonly id: string;
}

function lineOf({ at, app, id }: Line): RecentLease {
  return { at, label: `${app}(${id})` };
}

class Ring {
  readonly #lines: Line[] = [];
  #oldest = 0;

  constructor(private readonly capacity: number) {}

  add(line: Line): void {
    if (this.#lines.length < this.capacity) {
      this.#lines.push(line);
      return;
    }
    this.#lines[this.#oldest] = line;
    this.#oldest = (this.#oldest + 1) % this.capacity;
  }

  newestFirst(): readonly Line[] {
    return [...this.#lines.slice(this.#oldest), ...this.#lines.slice(0, this.#oldest)].reverse();
  }
}
