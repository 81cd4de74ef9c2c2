import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('.ci/run', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ci-run-'));
    mkdirSync(join(folder, '.ci'));
    cpSync(join(ROOT, '.ci/run'), join(folder, '.ci/run'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs it with an npm that does what `cases` (of a shell) say for its arguments, and nothing for others. */
  function run(cases: string): { readonly status: number | null; readonly lastLine: string | undefined } {
    const npm = join(folder, 'npm');
    writeFileSync(npm, `#!/bin/sh\ncase "$*" in\n${cases}\nesac\n`);
    chmodSync(npm, 0o755);
    const { status, stdout } = spawnSync('bash', [join(folder, '.ci/run')], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
  }

  const ALL_PASS = `
    'test --silent') echo '5 passed, 0 failed, 1 skipped';;
    *test:package) echo '3 passed, 0 failed';;
    *test:interop) echo '2 passed, 0 failed, 4 skipped';;`;

  it('ends with the sums over all suites', () => {
    expect(run(ALL_PASS)).toEqual({ status: 0, lastLine: '10 passed, 0 failed, 5 skipped' });
  });

  it.each([
    ['a suite that ends well without its closing line', '*test:interop) true;;', '8 passed, 1 failed, 1 skipped'],
    ['a suite that says nothing and ends badly', '*test:interop) exit 1;;', '8 passed, 1 failed, 1 skipped'],
    [
      'a suite that ends badly though no test of it failed',
      "*test:interop) echo '2 passed, 0 failed'; exit 1;;",
      '10 passed, 1 failed, 1 skipped',
    ],
    ['failed tests, once', "*test:interop) echo '2 passed, 3 failed'; exit 1;;", '10 passed, 3 failed, 1 skipped'],
    ['a step without counts', '*lint) exit 1;;', '10 passed, 1 failed, 5 skipped'],
  ])('counts %s as failed', (_what, first, lastLine) => {
    expect(run(`${first}${ALL_PASS}`)).toEqual({ status: 1, lastLine });
  });
});
