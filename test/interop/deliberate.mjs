/**
 * Where our answer differs from Java's on purpose. The comparer fails on a difference that is not here, and on an entry
 * that no longer differs. docs/protocol.md explains each to users.
 */
export const deliberateDifferences = [];
