import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildServer } from '../support/server-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD_MS = 400_000;
const STORY_MS = 180_000;

const told = async (story: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [`${ROOT}examples/${story}`], { timeout: STORY_MS });
  return stdout;
};

describe('the examples', () => {
  beforeAll(async () => {
    // what others wait for first, so that they do not wait for the examples as well
    await buildServer();
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'predemo'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the examples do not build:\n${stdout}${stderr}`);
  }, BUILD_MS);

  it(
    'of npm run demo: calls by name go on when a provider is killed, and the other takes itself out',
    async () => {
      const text = await told('demo/demo.mjs');
      expect(text).toMatch(/calls with both providers: \d+ by \S+, \d+ by \S+, 0 failed/);
      expect(text).toMatch(/calls with one provider: \d+ by \S+, 0 failed/);
      expect(text).toMatch(/gone from the registry, \d+\.\d s after its death/);
      expect(text).toContain('it took itself out of the registry');
    },
    STORY_MS,
  );

  it(
    'of a canary give a tenth of the customers the new version, the same ones each time',
    async () => {
      const text = await told('canary/start.mjs');
      const share = Number(/of 300 customers, (\d+) get version 2/.exec(text)?.[1]);
      expect(share).toBeGreaterThan(15);
      expect(share).toBeLessThan(50);
      expect(text).toContain('when all come again, 0 get another one');
    },
    STORY_MS,
  );

  it(
    'of zones stay in the own zone, and leave it when it is gone',
    async () => {
      const text = await told('zones/start.mjs');
      expect(text).toMatch(/calls with both zones: 200 in the east, 0 failed/);
      expect(text).toMatch(/calls with the west alone: 200 in the west, 0 failed/);
    },
    STORY_MS,
  );
});
