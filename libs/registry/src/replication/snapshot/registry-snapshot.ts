import { instanceIdOf } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import type { Administration } from '../../core/administration/administration.js';
import type { Measures } from '../../core/administration/measures.js';
import type { LeaseService } from '../../core/lease-service.js';
import type { LeaseStore } from '../../core/lease-store.js';
import type { Tombstones } from '../anti-entropy/tombstones.js';
import { asDecided } from './as-decided.js';
import type { Departures } from './departures.js';
import { departureLine, measureLine, readSnapshot, snapshotLines } from './snapshot-document.js';
import type { SavedCancel, SavedLease, SavedRegistry } from './snapshot-document.js';
import type { SnapshotFiles } from './snapshot-files.js';

export interface RegistrySnapshotSettings {
  readonly path: string;
  /** An older snapshot, and a lease that was renewed longer ago, is not used. */
  readonly maxAgeMs: number;
}

export interface RegistrySnapshotDeps {
  readonly store: LeaseStore;
  readonly leases: Pick<LeaseService, 'restore'>;
  /** Undefined without peers. */
  readonly tombstones: Pick<Tombstones, 'all' | 'blocks' | 'learn'> | undefined;
  readonly departures: Departures;
  readonly measures: Pick<Measures, 'all' | 'inForce' | 'last' | 'listen'>;
  readonly administration: Pick<Administration, 'learn' | 'endDue'>;
  readonly clock: TimerClock;
  readonly files: SnapshotFiles;
  readonly onWarning: (message: string) => void;
  /** Comes back when others have had their turn on the event loop. */
  readonly yieldToOthers: () => Promise<void>;
}

/** What came of looking for a snapshot. */
export type SnapshotLoading =
  | { readonly kind: 'none' }
  /** There is one that cannot be used, of which a warning told. */
  | { readonly kind: 'ignored' }
  | {
      readonly kind: 'loaded';
      readonly savedAt: number;
      readonly instances: number;
      /** In force. */ readonly measures: number;
    };

/** How long a disk that does not answer may hold the start or the stop. */
const DISK_PATIENCE_MS = 10_000;
/** How many instances are restored before others have their turn. */
const SLICE = 200;
/** A disk that takes no more must not fill the memory; the next snapshot makes up for what is dropped. */
const MOST_LINES = 100_000;

/**
 * The registry on disk, for a start of all nodes at once. Written as a whole again and again; in between, who went and what
 * operators decided is written behind it, so that nobody comes back from it who was cancelled or evicted. No method ever rejects.
 */
export class RegistrySnapshot {
  #writing: Promise<void> | undefined;
  #appending: Promise<void> | undefined;
  #lines: string[] = [];
  /** Whether what is on disk is a snapshot of this registry, so that lines belong behind it. */
  #isOurs = false;
  #hasWarned = false;

  constructor(
    private readonly settings: RegistrySnapshotSettings,
    private readonly deps: RegistrySnapshotDeps,
  ) {
    deps.departures.listen((departure) => this.#note(departureLine(departure)));
    deps.measures.listen((measure) => this.#note(measureLine(measure)));
  }

  /**
   * Restores what operators decided, however old the snapshot is, as each decision has an end of its own; and, unless a peer has told
   * of all, instances that are not here yet, unverified.
   */
  async load(isInStep = false): Promise<SnapshotLoading> {
    const saved = await this.#withPatience(this.#read());
    if (saved === undefined) return { kind: 'ignored' };
    if (saved === 'none') return { kind: 'none' };
    const { savedAt, measures } = saved;
    const { clock, administration } = this.deps;
    // a clock that was set can make a snapshot seem to come from the future
    const ageMs = Math.abs(clock.now() - savedAt);
    this.#isOurs = ageMs <= this.settings.maxAgeMs;
    if (!this.#isOurs && !isInStep) this.#warn('is ignored', `it is ${Math.round(ageMs / 1000)} s old`);
    for (const measure of measures) administration.learn(measure);
    administration.endDue();
    const instances = this.#isOurs && !isInStep ? await this.#restore(saved) : 0;
    return this.#isOurs
      ? { kind: 'loaded', savedAt, instances, measures: this.deps.measures.inForce().length }
      : { kind: 'ignored' };
  }

  /** Writes the registry as it is, or joins the writing under way. */
  write(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      this.#appendLines();
    });
    return this.#writing;
  }

  /** Writes for the last time. */
  async conclude(): Promise<void> {
    await this.#withPatience((this.#writing ?? Promise.resolve()).then(() => this.write()));
  }

  async #read(): Promise<SavedRegistry | 'none' | undefined> {
    try {
      const reading = await readSnapshot(this.deps.files.lines(this.settings.path));
      return reading.ok ? reading.saved : this.#warn('is ignored', reading.fault);
    } catch (error) {
      return isAbsence(error) ? 'none' : this.#warn('cannot be read', error);
    }
  }

  async #restore({ savedAt, leases, cancels }: SavedRegistry): Promise<number> {
    const { clock, measures, tombstones, yieldToOthers } = this.deps;
    const sinceSavedMs = Math.max(0, clock.now() - savedAt);
    for (const { app, id, dirtyAt, cancelledAt } of cancels) {
      const agoMs = Math.max(0, clock.now() - cancelledAt);
      tombstones?.learn({ app, id, dirtyAt, cancelledAt: clock.monotonic() - agoMs });
    }
    let instances = 0;
    for (const [index, { instance, ageMs }] of leases.entries()) {
      if (index % SLICE === SLICE - 1) await yieldToOthers();
      const decided = asDecided(instance, measures, savedAt);
      if (decided !== undefined && this.#restoreOne({ instance: decided, ageMs: ageMs + sinceSavedMs })) instances++;
    }
    return instances;
  }

  #restoreOne({ instance, ageMs }: SavedLease): boolean {
    const { leases, tombstones } = this.deps;
    // one that was only restored again and again has not been heard of for long
    if (!(ageMs <= this.settings.maxAgeMs)) return false;
    const { app, lastDirtyTimestamp: dirtyAt = 0 } = instance;
    if (tombstones?.blocks({ app, id: instanceIdOf(instance), dirtyAt, ageMs })) return false;
    return leases.restore(instance, ageMs);
  }

  async #write(): Promise<void> {
    const { clock, files, measures } = this.deps;
    await this.#appending;
    try {
      const lines = snapshotLines(
        clock.now(),
        this.#leases(),
        () => this.#cancels(),
        () => measures.all(),
      );
      await files.replace(this.settings.path, lines);
      this.#isOurs = true;
      this.#hasWarned = false;
    } catch (error) {
      // once, not every time
      if (!this.#hasWarned) this.#warn('cannot be written', error);
      this.#hasWarned = true;
    }
  }

  /** Those that are there when it is their turn. */
  *#leases(): Generator<SavedLease> {
    const { store, clock } = this.deps;
    const now = clock.monotonic();
    for (const lease of Array.from(store.leases())) {
      if (store.find(lease.app, lease.id) !== lease) continue;
      yield { instance: lease.toWire(undefined), ageMs: Math.max(0, now - lease.renewedAt) };
    }
  }

  *#cancels(): Generator<SavedCancel> {
    const { tombstones, clock } = this.deps;
    for (const { app, id, dirtyAt, cancelledAt } of tombstones?.all() ?? []) {
      yield { app, id, dirtyAt, cancelledAt: clock.now() - (clock.monotonic() - cancelledAt) };
    }
  }

  #note(line: string): void {
    if (this.#lines.length < MOST_LINES) this.#lines.push(line);
    this.#appendLines();
  }

  #appendLines(): void {
    if (!this.#isOurs) {
      if (this.#writing === undefined) this.#lines = [];
      return;
    }
    if (this.#lines.length === 0 || this.#writing !== undefined || this.#appending !== undefined) return;
    const text = this.#lines.splice(0).join('');
    this.#appending = this.deps.files
      .append(this.settings.path, text)
      // somebody took the file away: the next snapshot makes another one
      .catch(() => void (this.#isOurs = false))
      .finally(() => {
        this.#appending = undefined;
        this.#appendLines();
      });
  }

  #withPatience<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cancel = this.deps.clock.after(DISK_PATIENCE_MS, () =>
        resolve(this.#warn('is given up', 'the disk hangs')),
      );
      void work.then((value) => {
        cancel();
        resolve(value);
      });
    });
  }

  #warn(what: string, why: unknown): undefined {
    const reason = why instanceof Error ? why.message : String(why);
    this.deps.onWarning(`The snapshot ${this.settings.path} ${what}: ${reason}`);
  }
}

function isAbsence(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
