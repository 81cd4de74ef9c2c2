import type { FileHandle } from 'node:fs/promises';
import { EMPTY_CHAIN, hashOfLine, readAuditLine } from './audit-line.js';
import type { ChainEnd } from './audit-line.js';

/** A line is a small part of it (bounds in audit-line.ts); twice as much holds the last two lines. */
const TAIL_BYTES = 4_194_304;

/** The end of a file that is to be continued. Throws where the file is no audit. */
export async function readChainEnd(
  file: FileHandle,
): Promise<{ readonly end: ChainEnd; readonly endsWithLine: boolean }> {
  const { size } = await file.stat();
  if (size === 0) return { end: EMPTY_CHAIN, endsWithLine: true };
  const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
  await file.read(bytes, 0, bytes.length, size - bytes.length);
  const text = bytes.toString();
  const endsWithLine = text.endsWith('\n');
  const lines = (endsWithLine ? text.slice(0, -1) : text).split('\n');
  return { end: endOf(lines), endsWithLine };
}

function endOf(lines: readonly string[]): ChainEnd {
  const last = lines.at(-1) ?? '';
  const hash = hashOfLine(last);
  const record = readAuditLine(last);
  if (record !== undefined) return { number: record.number, hash, isTorn: false };
  const before = lines.length > 1 ? readAuditLine(lines.at(-2) ?? '') : undefined;
  // a fragment starts as every line does; anything else is another file of somebody's
  if (!'{"number":'.startsWith(last.slice(0, 10)) || (lines.length > 1 && before === undefined)) {
    throw new Error('the file is there and is no audit');
  }
  return { number: before?.number ?? 0, hash, isTorn: true };
}
