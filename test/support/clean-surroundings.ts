import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';

/** Names that mean something to the configuration, in any case of letters (contract section 2). */
const OF_CONFIGURATION = /^(EUREKA|SPRING|SERVER|MANAGEMENT|VCAP)[._-]|^PORT$/i;

/**
 * Keeps the developer's own environment, command line and files from a registry that reads its configuration by itself:
 * the specs of the file run in an empty folder, without arguments and without such variables.
 */
export function useCleanSurroundings(): void {
  const { argv } = process;
  const folder = process.cwd();
  const removed = Object.entries(process.env).filter(([name]) => OF_CONFIGURATION.test(name));
  let empty: string;
  beforeAll(() => {
    for (const [name] of removed) delete process.env[name];
    process.argv = argv.slice(0, 2);
    empty = mkdtempSync(join(tmpdir(), 'nest-eureka-'));
    process.chdir(empty);
  });
  afterAll(() => {
    process.chdir(folder);
    rmSync(empty, { recursive: true });
    process.argv = argv;
    for (const [name, value] of removed) process.env[name] = value;
  });
}
