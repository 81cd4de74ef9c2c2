import { Endpoint } from '@nest-eureka/transport';
import type { Conversation } from '../conversation.js';
import { JAVA_RULE, readStatus } from '../read-status.js';
import { fault, note, warning, well } from './finding.js';
import type { Finding, Findings } from './finding.js';

const BANNERS: readonly (readonly [text: string, finding: Finding])[] = [
  [
    'EMERGENCY!',
    warning(
      'self-preservation',
      'it is on: instances that do not renew are kept, so that dead ones may be listed until enough renew again',
    ),
  ],
  [
    'RENEWALS ARE LESSER THAN THE THRESHOLD',
    warning(
      'self-preservation',
      'it is switched off, and fewer instances renew than should: leases expire all the same',
    ),
  ],
  [
    'THE SELF PRESERVATION MODE IS TURNED OFF',
    note('self-preservation', 'it is switched off: every lease that runs out is evicted'),
  ],
];

/** What the server says of itself: which one it is, its replicas, whether it holds instances. */
export async function state(conversation: Conversation, isOurs: boolean): Promise<Findings> {
  return [...(await replicas(conversation, isOurs)), await selfPreservation(conversation)];
}

async function replicas(conversation: Conversation, isOurs: boolean): Promise<Findings> {
  const status = await readStatus(conversation);
  if (status === undefined) return [note('replicas', 'the server does not tell its status')];
  const { registered, unavailable, uptime } = status;
  const up = uptime === undefined ? [] : [note('uptime', `up for ${uptime} (days, hours and minutes)`)];
  if (unavailable.length > 0) {
    const names = unavailable.join(', ');
    return [
      ...up,
      isOurs ? fault('replicas', `not reached by this node: ${names}`) : warning('replicas', `${names}: ${JAVA_RULE}`),
    ];
  }
  if (registered.length === 0) return [...up, note('replicas', 'none: when this node is down nobody can register')];
  return [...up, well('replicas', `reached: ${registered.join(', ')}`)];
}

/** The page has the same words on every server. */
async function selfPreservation(conversation: Conversation): Promise<Finding> {
  const { url, authorization } = conversation.endpoint;
  const { origin, pathname } = new URL(url);
  const page = origin + pathname.replace(/eureka\/(?:v\d\/)?$/, '');
  const reply = await conversation.askAt(new Endpoint(page, undefined, authorization), '', { accept: 'text/html' });
  if (reply.kind === 'failed' || reply.status !== 200 || !/Renews/i.test(reply.text)) {
    return note('self-preservation', `not known: there is no page at ${page}`);
  }
  const banner = BANNERS.find(([text]) => reply.text.includes(text));
  return banner === undefined ? well('self-preservation', 'no instance is held') : banner[1];
}
