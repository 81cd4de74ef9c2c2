import Table from 'cli-table3';
import { plain } from './plain.js';

const LINES = [
  ...(['top', 'bottom', 'left', 'mid', 'right'] as const).flatMap((line) => [
    line,
    `${line}-left`,
    `${line}-mid`,
    `${line}-right`,
  ]),
  'middle',
];

/** Columns without lines, as a terminal and `awk` like them. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const bare = Object.fromEntries(LINES.map((line) => [line, '']));
  const table = new Table({
    head: [...head],
    chars: { ...bare, middle: '  ' },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map(plain)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
