import type { ChangeLog } from '../change-log.js';

/** What the cache reads of the change log: where a delta comes from, and how many changes there have been (server.md 2.13). */
export type ChangeSource = Pick<ChangeLog, 'revision' | 'size' | 'changes'>;
