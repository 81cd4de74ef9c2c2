import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const interopDirectory = fileURLToPath(new URL('..', import.meta.url));
export const repositoryDirectory = fileURLToPath(new URL('../../..', import.meta.url));

/** Everything that is built, downloaded or logged lives here and is ignored by git. */
export const cacheDirectory = join(interopDirectory, '.cache');
export const logDirectory = join(cacheDirectory, 'logs');
