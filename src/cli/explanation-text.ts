import { listOf, membersOf, numberOf, textOf } from './json-members.js';
import type { Members } from './json-members.js';
import { withoutControls } from './plain.js';

const TOPIC_WIDTH = 9;

/** What a registry explains of an instance (docs/protocol.md), in lines for a terminal. */
export function explanationText(explanation: Members): string {
  const { app, id, leaves, sentence, measures, changes } = explanation;
  const status = membersOf(explanation['status']);
  const isRegistered = explanation['isRegistered'] === true;
  return [
    withoutControls(`${word(app)} ${word(id)}: ${isRegistered ? word(status?.['shown']) : 'not registered'}`),
    ...line('why', textOf(status?.['sentence']) ?? textOf(sentence)),
    ...line('lease', leaseText(membersOf(explanation['lease']))),
    ...line('goes', textOf(leaves)),
    ...listOf(measures).flatMap((measure) => line('measure', measureText(measure))),
    ...listOf(changes).flatMap((change, index) => line(index === 0 ? 'changes' : '', changeText(change))),
  ].join('\n');
}

function leaseText(lease: Members | undefined): string | undefined {
  if (lease === undefined) return undefined;
  const { lastRenewalAt, renewalIntervalMs, durationMs, isVerified } = lease;
  const heardFrom = membersOf(lease['heardFrom']);
  const caller = callerText(membersOf(heardFrom?.['by']));
  return [
    `renewed ${time(lastRenewalAt)}`,
    `to be renewed every ${seconds(renewalIntervalMs)}`,
    `lasts ${seconds(durationMs)}`,
    ...(caller === undefined ? [] : [`last heard from ${caller}`]),
    ...(isVerified === false ? ['known from a snapshot alone'] : []),
  ].join(', ');
}

function measureText(measure: Members): string {
  const { kind, by, at, until, owner, reason } = measure;
  const entries = Object.keys(membersOf(measure['entries']) ?? {}).join(' ');
  const what = [word(kind), textOf(measure['status']), entries].filter(Boolean).join(' ');
  return [
    `${what} by ${word(by)} at ${time(at)}`,
    ...(until === undefined ? [] : [`until ${time(until)}`]),
    ...(owner === undefined ? [] : [`owner ${word(owner)}`]),
    ...(reason === undefined ? [] : [word(reason)]),
  ].join(', ');
}

function changeText({ at, kind, from, to, by, detail }: Members): string {
  const move = from === undefined && to === undefined ? [] : [`${word(from)} -> ${word(to)}`];
  const caller = callerText(membersOf(by));
  return [time(at), word(kind), ...move, ...(caller === undefined ? [] : [`by ${caller}`]), textOf(detail) ?? '']
    .join(' ')
    .trimEnd();
}

function callerText(caller: Members | undefined): string | undefined {
  if (caller === undefined) return undefined;
  const { name, address, peer } = caller;
  const where = address === undefined ? '' : ` at ${word(address)}`;
  return `${word(name)}${where}${peer === undefined ? '' : `, told by ${word(peer)}`}`;
}

function line(topic: string, text: string | undefined): string[] {
  return text === undefined ? [] : [withoutControls(`  ${topic.padEnd(TOPIC_WIDTH)}${text}`)];
}

function word(value: unknown): string {
  return textOf(value) ?? '-';
}

function time(value: unknown): string {
  const at = numberOf(value);
  return at === undefined || Math.abs(at) > 8.64e15 ? '-' : new Date(at).toISOString();
}

function seconds(value: unknown): string {
  const ms = numberOf(value);
  return ms === undefined ? '-' : `${ms / 1000} s`;
}
