import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const isThere = (path: string): boolean => existsSync(join(ROOT, path));

const DOCUMENTS = ['README.md', ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })]
  .filter((name) => name.endsWith('.md'))
  .map((name) => (name === 'README.md' ? name : `docs/${name}`));

/** What stands beside the code. */
const READMES = ['libs', 'examples']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}/README.md`))
  .filter(isThere);

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase());
  return headings.map((heading) => heading.replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-'));
}

const SPECS = ['libs', 'src', 'test']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
  .filter((path) => path.endsWith('.spec.ts') && !path.includes('node_modules'))
  .map((path) => basename(path, '.ts'));

/** What `protocol.md` names a test by: a file, a folder of tests, a spec by its name, or a group of the interop cases. */
function isTest(name: string): boolean {
  if (name.endsWith('.spec') && !name.includes('/')) return SPECS.includes(name);
  const places = [
    `test/${name}.spec.ts`,
    ...['libs/', 'libs/registry/src/'].flatMap((at) => [at + name, `${at}${name}.ts`]),
  ];
  return places.some(isThere) || read('test/interop/cases/recorded.mjs').includes(`'${name}'`);
}

describe('documents', () => {
  it.each([...DOCUMENTS, ...READMES])('%s links to what is there', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? document : join(dirname(document), path);
      return !isThere(target) || (anchor !== undefined && !anchorsOf(read(target)).includes(anchor));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names scripts and options that are there', (document) => {
    const text = read(document);
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    const { scripts: known } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(scripts.filter((script) => known[script ?? ''] === undefined)).toEqual([]);

    const options = read('docs/options.md');
    const keys = [...text.matchAll(/(?<![\w.])(?:eureka|spring)(?:\.[a-z][a-z-]+)+/g)];
    const unknown = keys.map(([key]) => key).filter((key) => !options.includes(`\`${key}`));
    expect(unknown).toEqual([]);
  });

  it.each([
    ['docs/calling.md', 'test/docs/calling', 6],
    ['README.md', 'test/docs/readme', 2],
  ])('of %s show code that is compiled with the tests', (document, folder, least) => {
    const compiled = readdirSync(join(ROOT, folder)).map((file) => read(`${folder}/${file}`));
    const blocks = [...read(document).matchAll(/^```ts\n([^]*?)^```/gm)].map(([, block]) => block ?? '');
    expect(blocks.length).toBeGreaterThanOrEqual(least);
    expect(blocks.filter((block) => !compiled.some((text) => text.endsWith(`\n${block}`)))).toEqual([]);
  });

  it('of deliberate differences name tests that are there', () => {
    const [, table = ''] = /## Deliberate differences[^\n]*\n([^]*?)\n## /.exec(read('docs/protocol.md')) ?? [];
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    const tests = rows.map((row) => row.split('|').at(-2) ?? '');
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((_row, index) => tests[index]?.trim() === '')).toEqual([]);
    const names = tests.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
    expect(names.filter((name) => !isTest(name))).toEqual([]);
  });
});
