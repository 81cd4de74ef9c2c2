import type { ReplicationMessage } from '../replication-message.js';

/** The places that messages had before the changes among them were put in front of the heartbeats. */
export function orderOf(messages: readonly ReplicationMessage[]): readonly number[] {
  const changes: number[] = [];
  const beats: number[] = [];
  for (const [place, { action }] of messages.entries()) (action === 'Heartbeat' ? beats : changes).push(place);
  return [...changes, ...beats];
}

/** Gives each answer the place of its message; none at all where they are not one for each. */
export function inPlaces<T>(answers: readonly T[], order: readonly number[]): readonly T[] {
  if (answers.length !== order.length) return [];
  const placed = [...answers];
  for (const [index, place] of order.entries()) placed[place] = answers[index] as T;
  return placed;
}
