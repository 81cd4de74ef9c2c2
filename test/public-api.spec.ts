import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../', import.meta.url);
const EXPORT = /^export (type )?\{([^}]*)\} from '[^']+';$/gm;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly '@nest-eureka/source': string }>>;
}

/** One way into a package: what is written after `from`, and the file that it leads to. */
interface Entry {
  readonly specifier: string;
  readonly file: URL;
}

function entries(): readonly Entry[] {
  return readdirSync(new URL('libs/', root)).flatMap((lib) => {
    const folder = new URL(`libs/${lib}/`, root);
    const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as Manifest;
    return Object.entries(manifest.exports).flatMap(([subpath, target]) =>
      typeof target === 'string'
        ? []
        : [{ specifier: manifest.name + subpath.slice(1), file: new URL(target['@nest-eureka/source'], folder) }],
    );
  });
}

function exportedNames(file: URL): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const values: string[] = [];
  const types: string[] = [];
  for (const [, isType, list = ''] of readFileSync(file, 'utf8').matchAll(EXPORT)) {
    const names = list.split(',').flatMap((name) => name.trim().split(' as ').slice(-1));
    (isType === undefined ? values : types).push(...names.filter((name) => name !== ''));
  }
  return { values: values.toSorted(), types: types.toSorted() };
}

function listing({ specifier, file }: Entry): string {
  const { values, types } = exportedNames(file);
  return [specifier, ...values.map((name) => `  ${name}`), ...types.map((name) => `  type ${name}`), ''].join('\n');
}

describe('the public API', () => {
  // a change of the API is a change of that file: correct it by hand to what this test says
  it('is the one that test/public-api.txt lists', () => {
    const listed = readFileSync(new URL('test/public-api.txt', root), 'utf8');
    expect(entries().map(listing).join('\n')).toBe(listed);
  });

  it.each(entries())('of $specifier has at run time the values that its index names', async ({ specifier, file }) => {
    const library = (await import(specifier)) as Readonly<Record<string, unknown>>;
    expect(Object.keys(library).toSorted()).toEqual(exportedNames(file).values);
  });

  it.each(entries())('of $specifier is a list of names and nothing else', ({ file }) => {
    expect(readFileSync(file, 'utf8').replace(EXPORT, '').trim()).toBe('');
  });
});
