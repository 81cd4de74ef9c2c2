import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { diskFiles } from '@nest-eureka/transport';
import type { CopyFiles } from '@nest-eureka/transport';

/** What a snapshot needs of a disk. */
export interface SnapshotFiles extends CopyFiles {
  /** Writes behind what a file holds. Fails with the code `ENOENT` when there is none. */
  append(path: string, text: string): Promise<void>;
}

/** The machine's disk. */
export const snapshotDisk: SnapshotFiles = { ...diskFiles, append };

async function append(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    await file.appendFile(text);
  } finally {
    await file.close();
  }
}
