import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Clock } from '@nest-eureka/time';
import type { Audit, AuditEntry } from './audit.js';
import { auditLine, EMPTY_CHAIN, hashOfLine } from './audit-line.js';
import type { ChainEnd } from './audit-line.js';
import { readChainEnd } from './chain-end.js';

const MOST_WAITING = 10_000;
const MOST_AT_ONCE = 1_000;

export interface AuditFileDeps {
  readonly clock: Clock;
  /** Is told once for each trouble, and never anything secret. */
  readonly onWarning: (message: string) => void;
}

/**
 * Administrative writes as JSON lines, each with the SHA-256 of the line before it, so that a change or a gap shows
 * (`verifyAuditFile`). The file is only ever appended to, mode 0600; a line that was cut off by the process's end stays and is
 * chained on like any other. While the file cannot be written, up to 10,000 entries wait for it; where it was moved away or
 * removed, a new one begins, and that is told.
 */
export class AuditFile implements Audit {
  readonly #waiting: { readonly entry: AuditEntry; readonly at: number }[] = [];
  #writing: Promise<void> | undefined;
  #file: FileHandle | undefined;
  #end: ChainEnd = EMPTY_CHAIN;
  #isTroubled = false;
  /** How many of those that wait are being written. */
  #underway = 0;

  constructor(
    private readonly path: string,
    private readonly deps: AuditFileDeps,
  ) {}

  /** Opens the file, so that a path that cannot be written is told at the start. */
  async open(): Promise<void> {
    this.#startWriting();
    await this.#writing;
  }

  record(entry: AuditEntry): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#waiting.splice(this.#underway, 1);
      this.deps.onWarning('An entry of the audit was lost: too many wait for the file.');
    }
    this.#waiting.push({ entry, at: this.deps.clock.now() });
    this.#startWriting();
  }

  /** Comes back when what was recorded is on the disk, or cannot be brought there. */
  async close(): Promise<void> {
    await this.#writing;
    if (this.#waiting.length > 0) await this.#write();
    await this.#file?.close();
    this.#file = undefined;
  }

  #startWriting(): void {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      if (this.#waiting.length > 0 && !this.#isTroubled) this.#startWriting();
    });
  }

  async #write(): Promise<void> {
    try {
      do await this.#append(await this.#fileInPlace());
      while (this.#waiting.length > 0);
      this.#isTroubled = false;
    } catch (error) {
      await this.#forgetFile();
      if (this.#isTroubled) return;
      this.#isTroubled = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.deps.onWarning(`The audit cannot be written: ${reason}. Entries wait until it can.`);
    }
  }

  async #append(file: FileHandle): Promise<void> {
    const batch = this.#waiting.slice(0, MOST_AT_ONCE);
    if (batch.length === 0) return;
    let end = this.#end;
    let text = '';
    for (const { entry, at } of batch) {
      const line = auditLine(entry, at, end);
      end = { number: end.number + 1, hash: hashOfLine(line), isTorn: false };
      text += `${line}\n`;
    }
    this.#underway = batch.length;
    try {
      await file.appendFile(text);
      await file.datasync();
      this.#end = end;
      this.#waiting.splice(0, batch.length);
    } finally {
      this.#underway = 0;
    }
  }

  /** What is written to a file that has no name any more is lost, and nobody would notice. */
  async #fileInPlace(): Promise<FileHandle> {
    if (this.#file !== undefined && !(await isAt(this.path, this.#file))) {
      this.deps.onWarning('The audit was moved away or removed while in use; a new file begins.');
      await this.#forgetFile();
    }
    return (this.#file ??= await this.#opened());
  }

  /** A failed write may have left a fragment, so the end is read anew with the next attempt. */
  async #forgetFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close().catch(() => {});
  }

  async #opened(): Promise<FileHandle> {
    const file = await open(this.path, 'a+', 0o600);
    try {
      const { end, endsWithLine } = await readChainEnd(file);
      if (!endsWithLine) await file.appendFile('\n');
      this.#end = end;
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}

async function isAt(path: string, file: FileHandle): Promise<boolean> {
  const [ours, there] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  return there?.ino === ours.ino && there.dev === ours.dev;
}
