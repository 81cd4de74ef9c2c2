import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const TOOL = fileURLToPath(new URL('../../tools/build-if-needed.mjs', import.meta.url));

const SOURCES = [
  'package.json',
  'src/main.ts',
  'libs/one/package.json',
  'libs/one/src/index.ts',
  'libs/one/src/deep/part.ts',
  'node_modules/.package-lock.json',
];

describe('build-if-needed', () => {
  let folder: string;
  let log: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'build-if-needed-'));
    log = join(folder, 'log');
    for (const source of SOURCES) write(source, '');
    write('tools/build-if-needed.mjs', readFileSync(TOOL, 'utf8'));
    writeBundler('');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  function writeBundler(first: string): void {
    write(
      'tools/bundle-server.mjs',
      `import fs from 'node:fs';
       ${first}
       fs.mkdirSync(new URL('../dist', import.meta.url), { recursive: true });
       for (const file of ['main.js', 'cli.js']) fs.writeFileSync(new URL('../dist/' + file, import.meta.url), '');
       fs.appendFileSync(${JSON.stringify(log)}, 'bundled ');`,
    );
  }

  /** What one run did. */
  function run(): string {
    writeFileSync(log, '');
    const { status } = spawnSync(process.execPath, [join(folder, 'tools/build-if-needed.mjs')]);
    return status === 0 ? readFileSync(log, 'utf8').trim() : `ended with ${status}`;
  }

  it('builds once', () => {
    expect([run(), run()]).toEqual(['bundled', '']);
  });

  it.each([...SOURCES, 'tools/bundle-server.mjs', 'tools/swc-sources.mjs'])(
    'builds again when %s has changed',
    (source) => {
      run();
      write(source, `${existsSync(join(folder, source)) ? readFileSync(join(folder, source), 'utf8') : ''}\n`);
      expect(run()).toBe('bundled');
    },
  );

  it.each(['libs/two/src/deep/part.ts', 'libs/two/src/deep', 'libs/two'])('builds again when %s is gone', (source) => {
    write('libs/two/src/deep/part.ts', '');
    run();
    rmSync(join(folder, source), { recursive: true });
    expect(run()).toBe('bundled');
  });

  it('builds again when what it has made is gone', () => {
    run();
    rmSync(join(folder, 'dist/main.js'));
    expect(run()).toBe('bundled');
  });

  it('builds again when a source was changed while it built', () => {
    const source = JSON.stringify(join(folder, 'src/main.ts'));
    write('src/main.ts', 'original');
    writeBundler(`if (fs.readFileSync(${source}, 'utf8') === 'original') fs.writeFileSync(${source}, 'edited');`);
    expect([run(), run(), run()]).toEqual(['bundled', 'bundled', '']);
  });

  it('ends as the build does, and tries again', () => {
    write('src/main.ts', 'wrong');
    writeBundler('process.exit(3);');
    expect([run(), run()]).toEqual(['ended with 3', 'ended with 3']);
  });
});
