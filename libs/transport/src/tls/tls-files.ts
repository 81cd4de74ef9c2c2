import { stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { SecureContextOptions } from 'node:tls';
import type { Clock } from '@nest-eureka/time';
import type { TlsSettings } from '../transport-settings.js';
import { readTlsFiles, tlsPaths } from './read-tls-files.js';

/** How long what was read counts as new. */
const CHECK_EVERY_MS = 5000;

export interface TlsFilesDeps {
  readonly clock: Clock;
  readonly onWarning: (message: string) => void;
  /** What they are for, in a warning. @default 'for TLS towards registries' */
  readonly purpose?: string;
}

/**
 * Keys and certificates from files, read again when the files change. New files that cannot be used are told once, and the old
 * ones stay.
 */
export class TlsFiles {
  #options: SecureContextOptions | undefined;
  #stamps = '';
  #checkedAt = Number.NEGATIVE_INFINITY;
  #check: Promise<void> | undefined;

  constructor(
    private readonly settings: TlsSettings,
    private readonly deps: TlsFilesDeps,
  ) {}

  /** What tls.connect needs. Rejects as long as the files could never be used. */
  async current(): Promise<SecureContextOptions> {
    if (this.deps.clock.monotonic() - this.#checkedAt >= CHECK_EVERY_MS) {
      this.#check ??= this.#reload().finally(() => (this.#check = undefined));
      await this.#check;
    }
    if (this.#options === undefined) throw Object.assign(new Error('unusable'), { code: 'TLS files are unusable' });
    return this.#options;
  }

  async #reload(): Promise<void> {
    this.#checkedAt = this.deps.clock.monotonic();
    const stamps = await stampsOf(tlsPaths(this.settings));
    if (stamps === this.#stamps) return;
    this.#stamps = stamps;
    try {
      const options = await readTlsFiles(this.settings);
      createSecureContext(options);
      this.#options = options;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const rest = this.#options === undefined ? '' : '; the old ones stay in use';
      const { onWarning, purpose = 'for TLS towards registries' } = this.deps;
      onWarning(`The files ${purpose} cannot be used: ${reason}${rest}`);
    }
  }
}

async function stampsOf(paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    paths.map(async (path) => {
      try {
        const { mtimeMs, size, ino } = await stat(path);
        return `${mtimeMs}/${size}/${ino}`;
      } catch {
        return 'missing';
      }
    }),
  );
  return stamps.join();
}
