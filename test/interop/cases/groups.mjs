import { poisonGroup, recordedGroups } from './recorded.mjs';

/** In the order in which they run; the poison comes last, because Java's JSON delta does not recover from it. */
export const groups = () => [...recordedGroups(), poisonGroup()];
