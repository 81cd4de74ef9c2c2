import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRegistryConfiguration, readYamlTree } from '@nest-eureka/config';
import type { RegistryConfiguration } from '@nest-eureka/config';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const isThere = (path: string): boolean => existsSync(join(ROOT, path));

/** The documents of a YAML file, which must not be broken. */
export function documentsOf(path: string): readonly unknown[] {
  return read(path)
    .split(/^---$/m)
    .map((text) => {
      const document = readYamlTree(text);
      if (document.kind === 'broken') throw new Error(`${path}: ${document.reason} in line ${document.line}`);
      return document.tree;
    });
}

/** The variables that `.env.example` lists. */
export const VARIABLES: ReadonlySet<string> = new Set(
  [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? ''),
);

/** What a server makes of an environment; rejects as its start would. */
export function configurationOf(environment: Readonly<Record<string, string>>): RegistryConfiguration {
  return loadRegistryConfiguration({
    argv: [],
    environment,
    workingDirectory: '/nowhere',
    readFile: () => ({ kind: 'absent' }),
    host: { hostname: 'container', ipAddress: '10.0.0.1' },
    random: () => 0.5,
    options: {},
  });
}
