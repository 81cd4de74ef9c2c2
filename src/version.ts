import { existsSync, readFileSync } from 'node:fs';

/** The version of the package this file belongs to, bundled (`dist/*.js`) or not (`dist/src/*.js`, `src/*.ts`). */
export function version(): string {
  for (const above of ['..', '../..']) {
    const file = new URL(`${above}/package.json`, import.meta.url);
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  return '(version unknown)';
}
