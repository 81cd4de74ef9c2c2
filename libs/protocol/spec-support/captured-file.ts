import { readdirSync, readFileSync } from 'node:fs';

const CAPTURES = new URL('../captures/', import.meta.url);

/** The text of a capture, such as `wire-captures/status.json`. */
export function capturedFile(path: string): string {
  return readFileSync(new URL(path, CAPTURES), 'utf8');
}

/** The names of the captures in a folder that end as given. */
export function capturedNames(folder: 'wire-captures' | 'wire-live', ending: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, CAPTURES))
    .filter((name) => name.endsWith(ending))
    .toSorted();
}
