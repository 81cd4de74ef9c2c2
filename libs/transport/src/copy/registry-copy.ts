import type { Applications } from '@nest-eureka/protocol';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { maskCredentials, withoutCredentials } from '../service-url.js';
import { copyLines, readCopyLines } from './registry-copy-document.js';
import type { SavedRegistry } from './registry-copy-document.js';
import type { CopyFiles } from './registry-copy-files.js';

/** Encoding a registry of 10,000 instances takes some 0.3 s of CPU. */
const WRITE_EVERY_MS = 120_000;

/** How long a disk that does not answer may hold the start or the stop. */
const DISK_PATIENCE_MS = 2000;

/** An unchanged registry is written again after this share of the greatest age, so that it does not grow too old. */
const REFRESH_SHARE = 1 / 8;

export interface RegistryCopySettings {
  /** Path of the file; its folder is made when it is not there. */
  readonly file: string;
  /** Where the registry is read; a copy from elsewhere is not used. */
  readonly serviceUrl: string;
  /** An older copy is not used. */
  readonly maxAgeMs: number;
}

export interface RegistryCopyDeps {
  readonly files: CopyFiles;
  readonly clock: TimerClock;
  readonly onWarning: (message: string) => void;
}

/**
 * The last good registry on disk, so that an application that starts while every registry is down still finds its peers.
 * A disk that fails is a warning, one that hangs holds nobody for long; no method ever rejects.
 */
export class RegistryCopy {
  readonly #serviceUrl: string;
  #wanted: (() => Applications) | undefined;
  #writing: Promise<void> | undefined;
  #writtenAt = -Infinity;
  #cancelPlan: Cancel | undefined;
  #hasWarned = false;
  #isStopped = false;

  constructor(
    private readonly settings: RegistryCopySettings,
    private readonly deps: RegistryCopyDeps,
  ) {
    this.#serviceUrl = withoutCredentials(settings.serviceUrl);
  }

  /** The copy, unless there is none or it is corrupt, too old or of another registry. */
  load(): Promise<SavedRegistry | undefined> {
    return this.#withPatience(
      this.#load().catch((error: unknown) => {
        if (!isAbsence(error)) this.#warn('cannot be read', error);
        return undefined;
      }),
    );
  }

  /** What was fetched is worth keeping. It is read when it is written: at most once in two minutes, and when stopped. */
  offer(read: () => Applications, changed: boolean): void {
    if (this.#isStopped) return;
    const ageMs = this.deps.clock.monotonic() - this.#writtenAt;
    if (!changed && this.#wanted === undefined && ageMs < this.settings.maxAgeMs * REFRESH_SHARE) return;
    this.#wanted = read;
    this.#planWrite();
  }

  /** Writes what is still to be written; nothing is written afterwards. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#cancelPlan?.();
    await this.#withPatience(this.#writeLast());
  }

  async #load(): Promise<SavedRegistry | undefined> {
    const reading = await readCopyLines(this.deps.files.lines(this.settings.file));
    if (!reading.ok) return this.#warn('is ignored', reading.fault);
    const { savedAt, serviceUrl } = reading.saved;
    if (serviceUrl !== this.#serviceUrl) return this.#warn('is ignored', `it is of ${serviceUrl}`);
    // a clock that was set can make a copy seem to come from the future
    const ageMs = Math.abs(this.deps.clock.now() - savedAt);
    if (ageMs > this.settings.maxAgeMs) return this.#warn('is ignored', `it is ${Math.round(ageMs / 1000)} s old`);
    return reading.saved;
  }

  #planWrite(): void {
    if (this.#writing !== undefined || this.#cancelPlan !== undefined) return;
    const { clock } = this.deps;
    const waitMs = this.#writtenAt + WRITE_EVERY_MS - clock.monotonic();
    if (waitMs <= 0) {
      void this.#write();
      return;
    }
    this.#cancelPlan = clock.after(waitMs, () => {
      this.#cancelPlan = undefined;
      void this.#write();
    });
  }

  async #writeLast(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeNow().then(() => {
      this.#writing = undefined;
      if (this.#wanted !== undefined && !this.#isStopped) this.#planWrite();
    });
    return this.#writing;
  }

  async #writeNow(): Promise<void> {
    const registry = this.#wanted?.();
    this.#wanted = undefined;
    // an empty registry is no better than the copy that there may be
    if (registry === undefined || registry.applications.length === 0) return;
    this.#writtenAt = this.deps.clock.monotonic();
    const header = { savedAt: this.deps.clock.now(), serviceUrl: this.#serviceUrl };
    try {
      await this.deps.files.replace(this.settings.file, copyLines(registry, header));
      this.#hasWarned = false;
    } catch (error) {
      // once, not every time
      if (!this.#hasWarned) this.#warn('cannot be written', error);
      this.#hasWarned = true;
    }
  }

  #withPatience<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cancel = this.deps.clock.after(DISK_PATIENCE_MS, () => resolve(undefined));
      void work
        .catch(() => undefined)
        .then((value) => {
          cancel();
          resolve(value);
        });
    });
  }

  #warn(what: string, why: unknown): undefined {
    const reason = why instanceof Error ? why.message : String(why);
    this.deps.onWarning(maskCredentials(`The copy of the registry in ${this.settings.file} ${what}: ${reason}`));
  }
}

function isAbsence(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
