import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const TOOLS = fileURLToPath(new URL('../../tools', import.meta.url));

describe('mark-cjs', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'a place with spaces & ü-'));
    cpSync(TOOLS, join(folder, 'tools'), { recursive: true });
    for (const built of ['one/dist/cjs', 'two/src']) mkdirSync(join(folder, 'libs', built), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('marks what was built as CommonJS, wherever the repository lies', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'tools/mark-cjs.mjs')], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const mark: unknown = JSON.parse(readFileSync(join(folder, 'libs/one/dist/cjs/package.json'), 'utf8'));
    expect(mark).toEqual({ type: 'commonjs' });
    expect(existsSync(join(folder, 'libs/two/dist'))).toBe(false);
  });
});
