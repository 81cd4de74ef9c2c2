import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A larger file is no copy of ours. */
const MAX_BYTES = 256 * 1024 * 1024;

const CHUNK_CHARACTERS = 64 * 1024;

/** What a copy of the registry needs of a disk. */
export interface CopyFiles {
  /** The lines of a file, without their ends. Fails with the code `ENOENT` when there is none. */
  lines(path: string): AsyncIterable<string>;
  /** Makes a file of these lines, for this user alone; whoever reads it sees the old one or the whole new one. */
  replace(path: string, lines: Iterable<string>): Promise<void>;
}

/** The machine's disk. Lines are read and written as they come, so that other work gets its turn between them. */
export const diskFiles: CopyFiles = { lines, replace };

async function* lines(path: string): AsyncGenerator<string> {
  const { size } = await stat(path);
  if (size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const [first = '', ...others] = String(chunk).split('\n');
    const last = others.pop();
    rest += first;
    if (last === undefined) continue;
    yield rest;
    yield* others;
    rest = last;
  }
  if (rest !== '') yield rest;
}

async function replace(path: string, content: Iterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.tmp`;
  await rm(draft, { force: true });
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await writeLines(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeLines(file: FileHandle, content: Iterable<string>): Promise<void> {
  let chunk = '';
  for (const line of content) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    await file.appendFile(chunk);
    chunk = '';
  }
  await file.appendFile(chunk);
}
