import { listOf, membersOf, numberOf, textOf } from './json-members.js';
import type { Members } from './json-members.js';
import { withoutControls } from './plain.js';
import { callerText, timeText, wordOf } from './words.js';

const TOPIC_WIDTH = 9;

/** What a registry explains of an instance (docs/protocol.md), in lines for a terminal. */
export function explanationText(explanation: Members): string {
  const { app, id, leaves, sentence, measures, changes } = explanation;
  const status = membersOf(explanation['status']);
  const isRegistered = explanation['isRegistered'] === true;
  return [
    withoutControls(`${wordOf(app)} ${wordOf(id)}: ${isRegistered ? wordOf(status?.['shown']) : 'not registered'}`),
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
    `renewed ${timeText(lastRenewalAt)}`,
    `to be renewed every ${seconds(renewalIntervalMs)}`,
    `lasts ${seconds(durationMs)}`,
    ...(caller === undefined ? [] : [`last heard from ${caller}`]),
    ...(isVerified === false ? ['known from a snapshot alone'] : []),
  ].join(', ');
}

function measureText(measure: Members): string {
  const { kind, by, at, until, owner, reason } = measure;
  const entries = Object.keys(membersOf(measure['entries']) ?? {}).join(' ');
  const what = [wordOf(kind), textOf(measure['status']), entries].filter(Boolean).join(' ');
  return [
    `${what} by ${wordOf(by)} at ${timeText(at)}`,
    ...(until === undefined ? [] : [`until ${timeText(until)}`]),
    ...(owner === undefined ? [] : [`owner ${wordOf(owner)}`]),
    ...(reason === undefined ? [] : [wordOf(reason)]),
  ].join(', ');
}

function changeText({ at, kind, from, to, by, detail }: Members): string {
  const move = from === undefined && to === undefined ? [] : [`${wordOf(from)} -> ${wordOf(to)}`];
  const caller = callerText(membersOf(by));
  return [timeText(at), wordOf(kind), ...move, ...(caller === undefined ? [] : [`by ${caller}`]), textOf(detail) ?? '']
    .join(' ')
    .trimEnd();
}

function line(topic: string, text: string | undefined): string[] {
  return text === undefined ? [] : [withoutControls(`  ${topic.padEnd(TOPIC_WIDTH)}${text}`)];
}

function seconds(value: unknown): string {
  const ms = numberOf(value);
  return ms === undefined ? '-' : `${ms / 1000} s`;
}
