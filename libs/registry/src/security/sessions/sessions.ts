import type { Clock } from '@nest-eureka/time';
import type { Principal } from '../roles.js';

/** Somebody who signed in with a browser. */
export interface Session {
  readonly id: string;
  readonly principal: Principal;
  /** What a write has to show beside the cookie. */
  readonly csrfToken: string;
}

interface Kept extends Session {
  /** Monotonic instants in ms. */
  readonly begunAt: number;
  readonly renamedAt: number;
  seenAt: number;
  /** When an id that was replaced stops to work. */
  endsAt: number;
}

export interface SessionSettings {
  /** A session ends when nothing was heard of it for so long. */
  readonly idleMs: number;
  /** It ends after this time in any case. */
  readonly longestMs: number;
}

/** A page that is open asks every now and then; its id is replaced when it is older than this. */
const RENAME_AFTER_MS = 15 * 60_000;
/** Requests that are on their way with the old id still find it. */
const OLD_ID_LASTS_MS = 60_000;
const MOST_SESSIONS = 1000;
const MOST_OF_ONE_USER = 50;

/** The sessions of browsers, in memory: bounded, each with an end. Their ids are random and never shown but in the cookie. */
export class Sessions {
  readonly #byId = new Map<string, Kept>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: SessionSettings,
    /** A fresh text that nobody can guess. */
    private readonly randomText: () => string,
  ) {}

  get size(): number {
    return this.#byId.size;
  }

  open(principal: Principal): Session {
    const now = this.clock.monotonic();
    this.#makeRoom(principal.name, now);
    return this.#keep({
      id: this.randomText(),
      csrfToken: this.randomText(),
      principal,
      begunAt: now,
      renamedAt: now,
      seenAt: now,
      endsAt: now + this.settings.longestMs,
    });
  }

  /** The session of an id, which thereby counts as seen. */
  find(id: string): Session | undefined {
    const kept = this.#byId.get(id);
    if (kept === undefined) return undefined;
    const now = this.clock.monotonic();
    if (this.#hasEnded(kept, now)) {
      this.#byId.delete(id);
      return undefined;
    }
    kept.seenAt = now;
    return kept;
  }

  /** Whether it was closed, or has reached its end; under whatever id it goes by now. */
  hasEnded({ csrfToken }: Session): boolean {
    const now = this.clock.monotonic();
    for (const kept of this.#byId.values()) if (kept.csrfToken === csrfToken && now < kept.endsAt) return false;
    return true;
  }

  /** The same session under a fresh id when its own has been in use for long. */
  renamed(session: Session): Session {
    const kept = this.#byId.get(session.id);
    const now = this.clock.monotonic();
    if (
      kept === undefined ||
      now - kept.renamedAt < RENAME_AFTER_MS ||
      kept.endsAt < kept.begunAt + this.settings.longestMs
    ) {
      return session;
    }
    const renamed = this.#keep({ ...kept, id: this.randomText(), renamedAt: now, seenAt: now });
    kept.endsAt = now + OLD_ID_LASTS_MS;
    return renamed;
  }

  close(session: Session): void {
    for (const [id, kept] of this.#byId) if (kept.csrfToken === session.csrfToken) this.#byId.delete(id);
  }

  #keep(session: Kept): Session {
    this.#byId.set(session.id, session);
    return session;
  }

  #hasEnded({ seenAt, endsAt }: Kept, now: number): boolean {
    return now >= endsAt || now - seenAt >= this.settings.idleMs;
  }

  /** The oldest of the same user goes first, so that nobody signs others out. */
  #makeRoom(name: string, now: number): void {
    for (const [id, kept] of this.#byId) if (this.#hasEnded(kept, now)) this.#byId.delete(id);
    const ofUser = [...this.#byId.values()].filter(({ principal }) => principal.name === name);
    const [oldest = this.#byId.values().next().value] = ofUser;
    if (ofUser.length >= MOST_OF_ONE_USER || this.#byId.size >= MOST_SESSIONS) this.#byId.delete(oldest?.id ?? '');
  }
}
