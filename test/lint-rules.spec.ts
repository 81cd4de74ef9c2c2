import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RULE = /no-restricted-(imports|globals|properties)|prefer-node-protocol/;

/** One place of the house: the lines that lint refuses there, and those it lets pass. */
interface Row {
  readonly at: string;
  readonly never: readonly string[];
  readonly may: readonly string[];
}

const imports = (...names: readonly string[]): string[] => names.map((name) => `import '${name}';`);
const ours = (...names: readonly string[]): string[] => imports(...names.map((name) => `@nest-eureka/${name}`));

const NEST = imports('@nestjs/common', '@nestjs/core/deep/injector.js');
const PURE_ONLY = [
  ...imports('fs', 'node:fs', 'node:http', 'node:process', 'node:crypto', 'node:timers', 'node:timers/promises'),
  "export const a = await import('node:fs');",
  "export { readFile } from 'node:fs/promises';",
  'export const b = Date.now();',
  'export const c = new Date();',
  'export const d = performance.now();',
  'export const e = Math.random();',
  'export const f = process.env;',
  'console.log(1);',
  'void fetch("http://localhost");',
  'globalThis.setTimeout(() => undefined, 1);',
  'setTimeout(() => undefined, 1);',
  'setInterval(() => undefined, 1);',
  'setImmediate(() => undefined);',
];
const OTHER_PACKAGES = imports(
  '../../other/src/index.js',
  '../../../other/dist/esm/index.js',
  '../../../../other/spec-support/sample.js',
);

const ROWS: readonly Row[] = [
  {
    at: 'libs/time/src/scratch.ts',
    never: [...NEST, ...ours('protocol', 'config', 'transport', 'registry', 'discovery'), ...OTHER_PACKAGES],
    may: imports('node:timers', './other.js'),
  },
  {
    at: 'libs/protocol/src/json/scratch.ts',
    never: [...NEST, ...ours('time', 'config', 'transport', 'registry', 'discovery'), ...OTHER_PACKAGES, ...PURE_ONLY],
    may: imports('saxes', '../model/instance-info.js', '../../spec-support/sample-instance.js'),
  },
  {
    at: 'libs/config/src/scratch.ts',
    never: [...NEST, ...ours('time', 'protocol', 'transport', 'registry', 'discovery'), ...OTHER_PACKAGES],
    may: imports('node:fs', 'yaml', '../fixtures/input.js'),
  },
  {
    at: 'libs/transport/src/scratch.ts',
    never: [...NEST, ...ours('config', 'registry', 'discovery', 'dashboard'), ...OTHER_PACKAGES],
    may: [...ours('protocol', 'time', 'time/testing'), ...imports('node:http', './service-url.js')],
  },
  {
    at: 'libs/registry/src/core/response-cache/scratch.ts',
    never: [
      ...NEST,
      ...ours('config', 'transport', 'discovery', 'dashboard'),
      ...imports('../../nest/x.js', '../../replication/x.js', '../../watch/x.js', '../../security/x.js'),
      ...imports('rxjs', 'pino', 'pino/file.js'),
      ...OTHER_PACKAGES,
      ...PURE_ONLY,
    ],
    may: [
      ...ours('protocol', 'time', 'time/testing'),
      ...imports('node:zlib', 'node:buffer', './slot.js', '../lease.js', '../../../spec-support/fleet.js'),
      'export const empty = Buffer.alloc(0);',
    ],
  },
  ...['replication', 'watch', 'security'].map((folder, _index, folders) => ({
    at: `libs/registry/src/${folder}/scratch.ts`,
    never: [
      ...NEST,
      ...ours('config', 'discovery', 'dashboard'),
      ...imports('../nest/x.js', ...folders.filter((other) => other !== folder).map((other) => `../${other}/x.js`)),
      ...OTHER_PACKAGES,
    ],
    may: [...ours('protocol', 'transport', 'time', 'time/testing'), ...imports('../core/lease.js', 'node:crypto')],
  })),
  {
    at: 'libs/registry/src/nest/wire/scratch.ts',
    never: [...ours('discovery', 'dashboard'), ...OTHER_PACKAGES],
    may: [
      ...NEST,
      ...ours('protocol', 'time', 'config', 'transport'),
      ...imports('../../core/lease.js', '../../security/roles.js', 'node:http'),
    ],
  },
  {
    at: 'libs/registry/src/scratch.ts',
    never: [...ours('discovery', 'dashboard'), ...OTHER_PACKAGES],
    may: imports('./nest/registry.module.js', './core/lease.js'),
  },
  {
    at: 'libs/discovery/src/balancing/scratch.ts',
    never: [
      ...NEST,
      ...ours('time', 'transport', 'config', 'registry', 'dashboard'),
      ...imports('../core/x.js', '../http/x.js', '../nest/x.js', '../testing/x.js'),
      ...OTHER_PACKAGES,
    ],
    may: [...ours('protocol'), ...imports('./picker.js')],
  },
  {
    at: 'libs/discovery/src/core/scratch.ts',
    never: [
      ...NEST,
      ...ours('config', 'registry', 'dashboard'),
      ...imports('../balancing/x.js', '../http/x.js', '../nest/x.js', '../testing/x.js'),
      ...OTHER_PACKAGES,
    ],
    may: ours('transport', 'protocol', 'time', 'time/testing'),
  },
  {
    at: 'libs/discovery/src/http/scratch.ts',
    never: [
      ...NEST,
      ...ours('transport', 'config', 'registry', 'dashboard'),
      ...imports('../nest/x.js', '../testing/x.js'),
      ...OTHER_PACKAGES,
    ],
    may: [...ours('protocol', 'time'), ...imports('../core/x.js', '../balancing/x.js')],
  },
  {
    at: 'libs/discovery/src/moving-over/scratch.ts',
    never: [
      ...NEST,
      ...ours('registry', 'dashboard'),
      ...imports('../balancing/x.js', '../http/x.js', '../nest/x.js', '../testing/x.js'),
      ...OTHER_PACKAGES,
    ],
    may: [...ours('config', 'protocol', 'transport', 'time'), ...imports('../core/x.js')],
  },
  {
    at: 'libs/discovery/src/nest/scratch.ts',
    never: [...ours('registry', 'dashboard'), ...OTHER_PACKAGES],
    may: [...NEST, ...ours('config', 'transport'), ...imports('../core/x.js', '../balancing/x.js', '../http/x.js')],
  },
  {
    at: 'libs/discovery/src/testing/scratch.ts',
    never: [...ours('dashboard'), ...OTHER_PACKAGES],
    may: [...ours('registry'), ...imports('../core/x.js', '../nest/x.js')],
  },
  {
    at: 'libs/dashboard/src/scratch.ts',
    never: [...ours('protocol', 'time', 'config', 'transport', 'discovery'), ...OTHER_PACKAGES],
    may: [...NEST, ...ours('registry')],
  },
  {
    at: 'libs/dashboard/web/scratch.ts',
    never: [...NEST, ...ours('registry', 'protocol'), ...OTHER_PACKAGES],
    may: imports('react', './page.js'),
  },
  { at: 'libs/registry/spec-support/scratch.ts', never: OTHER_PACKAGES, may: imports('../src/core/lease.js') },
  {
    at: 'src/scratch.ts',
    never: imports(
      '../libs/time/src/index.js',
      '../libs/time/dist/esm/index.js',
      '../libs/registry/spec-support/fleet.js',
      '../test/support/until.js',
    ),
    may: [...NEST, ...ours('registry', 'config'), ...imports('./listen.js')],
  },
  {
    at: 'test/e2e/scratch.ts',
    never: imports(
      '../../libs/time/src/index.js',
      '../../libs/time/dist/esm/index.js',
      '../../libs/registry/spec-support/fleet.js',
    ),
    may: [...NEST, ...ours('registry', 'time/testing'), ...imports('../support/until.js', '../../src/listen.js')],
  },
];

/** What lint says of every scratch file at once: the refused lines by file. */
function refusedLines(folder: string): Map<string, Set<number>> {
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const { at, never, may } of ROWS) {
    mkdirSync(dirname(join(folder, at)), { recursive: true });
    writeFileSync(join(folder, at), [...never, ...may, ''].join('\n'));
  }
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', '.'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[];
  };
  const lines = new Map<string, Set<number>>(ROWS.map(({ at }) => [at, new Set()]));
  for (const { code, filename, labels } of diagnostics) {
    if (RULE.test(code)) for (const { span } of labels) lines.get(filename)?.add(span.line);
  }
  return lines;
}

describe('lint', () => {
  let folder: string;
  let refused: Map<string, Set<number>>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lint-rules-'));
    refused = refusedLines(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(ROWS)('holds who may import whom at $at', ({ at, never, may }) => {
    const isRefused = (_line: string, index: number): boolean => refused.get(at)?.has(index + 1) ?? false;
    expect([...never, ...may].filter(isRefused)).toEqual(never);
  });
});
