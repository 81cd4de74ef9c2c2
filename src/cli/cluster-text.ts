import { listOf, membersOf, numberOf } from './json-members.js';
import type { Members } from './json-members.js';
import { withoutControls } from './plain.js';
import { textTable } from './text-table.js';
import { agoText, wordOf } from './words.js';

/** What `GET /x/cluster` tells (docs/clusters.md), a line for each peer. */
export function clusterText(document: Members, now: number): string {
  const peers = listOf(document['peers']);
  const unverified = numberOf(membersOf(document['unverified'])?.['count']) ?? 0;
  return [
    peers.length === 0 ? 'no peers' : peersTable(peers, now),
    ...peers.flatMap((peer) => failureLines(peer, now)),
    ...listOf(document['regions']).map(({ region, instances, source }) =>
      withoutControls(`region ${wordOf(region)}: ${wordOf(instances)} instances from ${wordOf(source)}`),
    ),
    ...(unverified > 0 ? [`${unverified} instances are known from a snapshot alone`] : []),
  ].join('\n');
}

/** Every peer is reached, and those of ours have the same registry. */
export function isInOrder(document: Members): boolean {
  return listOf(document['peers'])
    .filter(isOther)
    .every((peer) => peer['state'] === 'available' && membersOf(peer['comparison'])?.['isSame'] !== false);
}

/** `self` and `twin` are URLs of nodes that are counted elsewhere. */
function isOther({ state }: Members): boolean {
  return state !== 'self' && state !== 'twin';
}

function peersTable(peers: readonly Members[], now: number): string {
  return textTable(
    ['PEER', 'STATE', 'KIND', 'QUEUED', 'LAG', 'SAME', 'CLOCK', 'LAST HEARD'],
    peers.map((peer) => [
      wordOf(peer['url']),
      wordOf(peer['state']),
      wordOf(peer['kind']),
      wordOf(peer['queued']),
      milliseconds(peer['lastLagMs']),
      sameText(membersOf(peer['comparison'])?.['isSame']),
      milliseconds(peer['clockOffsetMs']),
      agoText(peer['lastSuccessAt'], now),
    ]),
  );
}

function failureLines(peer: Members, now: number): readonly string[] {
  const failure = membersOf(peer['lastFailure']);
  if (failure === undefined || peer['state'] !== 'unavailable') return [];
  return [withoutControls(`${wordOf(peer['url'])} ${wordOf(failure['message'])}, ${agoText(failure['at'], now)}`)];
}

function sameText(isSame: unknown): string {
  return typeof isSame === 'boolean' ? (isSame ? 'yes' : 'no') : '-';
}

function milliseconds(value: unknown): string {
  const ms = numberOf(value);
  return ms === undefined ? '-' : `${Math.round(ms)} ms`;
}
