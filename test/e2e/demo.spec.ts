import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { exclusively } from '../support/exclusively.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD_MS = 200_000;
const STORY_MS = 90_000;

describe('npm run demo', () => {
  beforeAll(async () => {
    mkdirSync(`${ROOT}dist`, { recursive: true });
    await exclusively(`${ROOT}dist/.server-being-built`, BUILD_MS, () => {
      const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'predemo'], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`the examples do not build:\n${stdout}${stderr}`);
    });
  }, BUILD_MS);

  it(
    'calls by name go on when a provider is killed, and the other takes itself out',
    async () => {
      const demo = [`${ROOT}examples/demo/demo.mjs`];
      const { stdout } = await promisify(execFile)(process.execPath, demo, { timeout: STORY_MS });
      expect(stdout).toMatch(/calls with both providers: \d+ by \S+, \d+ by \S+, 0 failed/);
      expect(stdout).toMatch(/calls with one provider: \d+ by \S+, 0 failed/);
      expect(stdout).toMatch(/gone from the registry, \d+\.\d s after its death/);
      expect(stdout).toContain('it took itself out of the registry');
    },
    STORY_MS,
  );
});
