import { createHash } from 'node:crypto';
import { decodeInstance, encodeInstance, instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Measure } from '../../core/administration/measure.js';
import { measureMembers, readMeasure } from '../measures/measures-document.js';
import type { Departure } from './departures.js';

/** Changes whenever an older reader could not read it: 1 had no measures. */
const VERSION = 2;
const READABLE: readonly unknown[] = [1, VERSION];

/** One lease as a snapshot holds it. */
export interface SavedLease {
  readonly instance: InstanceInfo;
  /** Since its last renewal when the snapshot was taken, ms. */
  readonly ageMs: number;
}

/** One cancel as a snapshot holds it. */
export interface SavedCancel {
  readonly app: string;
  readonly id: string;
  readonly dirtyAt: number | undefined;
  /** Wall clock, ms. */
  readonly cancelledAt: number;
}

export interface SavedRegistry {
  /** Wall clock, ms. */
  readonly savedAt: number;
  /** Without those that went after the snapshot was taken. */
  readonly leases: readonly SavedLease[];
  readonly cancels: readonly SavedCancel[];
  /** In the order in which they were written; of two about the same the later word counts. */
  readonly measures: readonly Measure[];
}

/** A snapshot read, or why it cannot be used. */
export type SnapshotReading =
  { readonly ok: true; readonly saved: SavedRegistry } | { readonly ok: false; readonly fault: string };

/**
 * A registry as lines: a header, its leases (age, tab, the instance as Java writes it), its cancels, what operators decided, and
 * the hash of all lines before. Lines are made as they are asked for; what `leases`, `cancels` and `measures` give is taken at
 * that moment.
 */
export function* snapshotLines(
  savedAt: number,
  leases: Iterable<SavedLease>,
  cancels: () => Iterable<SavedCancel>,
  measures: () => Iterable<Measure>,
): Generator<string> {
  const hash = createHash('sha256');
  const hashed = (line: string): string => {
    hash.update(line).update('\n');
    return line;
  };
  yield hashed(JSON.stringify({ registrySnapshot: VERSION, savedAt }));
  for (const { instance, ageMs } of leases) {
    const document = encodeInstance(instance, { format: 'json', detail: 'full', version: 'v2' });
    yield hashed(`${Math.round(ageMs)}\t${document}`);
  }
  for (const { app, id, dirtyAt, cancelledAt } of cancels()) {
    yield hashed(JSON.stringify({ cancelled: [app, id, dirtyAt ?? null, Math.round(cancelledAt)] }));
  }
  for (const measure of measures()) yield hashed(measureText(measure));
  yield JSON.stringify({ sha256: hash.digest('hex') });
}

/** A line behind a snapshot, with its end: that an instance went after it was taken. */
export function departureLine({ app, id, dirtyAt, goneAt, isCancel }: Departure): string {
  return `${JSON.stringify({ gone: [app, id, dirtyAt, goneAt, isCancel] })}\n`;
}

/** A line behind a snapshot, with its end: that an operator decided something after it was taken. */
export function measureLine(measure: Measure): string {
  return `${measureText(measure)}\n`;
}

function measureText(measure: Measure): string {
  return JSON.stringify({ measure: measureMembers(measure) });
}

/** Reads what `snapshotLines` wrote and what was written behind it. Rejects only where the lines do. */
export async function readSnapshot(lines: AsyncIterable<string>): Promise<SnapshotReading> {
  const reader = new SnapshotReader();
  for await (const line of lines) {
    const fault = reader.take(line);
    if (fault !== undefined) return { ok: false, fault };
  }
  return reader.result();
}

class SnapshotReader {
  readonly #hash = createHash('sha256');
  readonly #leases = new Map<string, SavedLease>();
  readonly #cancels: SavedCancel[] = [];
  readonly #measures: Measure[] = [];
  #savedAt: number | undefined;
  #isComplete = false;

  /** What is wrong with the line, undefined when nothing is. */
  take(line: string): string | undefined {
    if (this.#isComplete) return this.#takeLater(parsed(line));
    if (this.#savedAt === undefined) return this.#takeHeader(line);
    const tab = line.indexOf('\t');
    if (tab < 0) {
      const document = parsed(line);
      if (typeof document['sha256'] === 'string') return this.#conclude(document['sha256']);
      this.#hash.update(line).update('\n');
      return this.#takeMeasure(document) ? undefined : this.#takeCancel(document);
    }
    this.#hash.update(line).update('\n');
    const decoded = decodeInstance(line.slice(tab + 1), 'json');
    if (!decoded.ok) return decoded.fault.message;
    const instance = decoded.value;
    this.#leases.set(keyOf(instance.app, instanceIdOf(instance)), { instance, ageMs: Number(line.slice(0, tab)) });
    return undefined;
  }

  result(): SnapshotReading {
    if (!this.#isComplete || this.#savedAt === undefined) return { ok: false, fault: 'it ends too soon' };
    const [leases, cancels, measures] = [[...this.#leases.values()], this.#cancels, this.#measures];
    return { ok: true, saved: { savedAt: this.#savedAt, leases, cancels, measures } };
  }

  #takeHeader(line: string): string | undefined {
    const { registrySnapshot, savedAt } = parsed(line);
    if (!READABLE.includes(registrySnapshot) || typeof savedAt !== 'number') {
      return 'it is no snapshot that this version can read';
    }
    this.#savedAt = savedAt;
    this.#hash.update(line).update('\n');
    return undefined;
  }

  /** False: the line is about something else. One of a kind that is not known here is passed over. */
  #takeMeasure({ measure: row }: Document): boolean {
    if (row === undefined) return false;
    const measure = readMeasure(row);
    if (measure !== undefined) this.#measures.push(measure);
    return true;
  }

  #takeCancel({ cancelled }: Document): string | undefined {
    const [app, id, dirtyAt, cancelledAt] = Array.isArray(cancelled) ? (cancelled as unknown[]) : [];
    if (typeof app !== 'string' || typeof id !== 'string' || typeof cancelledAt !== 'number') return 'a line is broken';
    this.#cancels.push({ app, id, dirtyAt: typeof dirtyAt === 'number' ? dirtyAt : undefined, cancelledAt });
    return undefined;
  }

  #conclude(told: string): string | undefined {
    this.#isComplete = true;
    return this.#hash.digest('hex') === told ? undefined : 'it was changed: its hash does not fit';
  }

  /** The process may have ended within the last of these lines, so a broken one says nothing. */
  #takeLater(document: Document): undefined {
    if (this.#takeMeasure(document)) return;
    const { gone } = document;
    const [app, id, dirtyAt, goneAt, isCancel] = Array.isArray(gone) ? (gone as unknown[]) : [];
    if (typeof app !== 'string' || typeof id !== 'string') return;
    this.#leases.delete(keyOf(app, id));
    if (isCancel !== true || typeof goneAt !== 'number') return;
    this.#cancels.push({ app, id, dirtyAt: typeof dirtyAt === 'number' ? dirtyAt : undefined, cancelledAt: goneAt });
  }
}

type Document = Readonly<Record<string, unknown>>;

function parsed(line: string): Document {
  try {
    const document: unknown = JSON.parse(line);
    return typeof document === 'object' && document !== null ? (document as Document) : {};
  } catch {
    return {};
  }
}

function keyOf(app: string, id: string): string {
  return `${app.length}:${app}${id}`;
}
