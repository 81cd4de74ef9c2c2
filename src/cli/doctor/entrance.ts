import { decodeApplications } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import { Endpoint } from '@nest-eureka/transport';
import type { Conversation, Reply } from '../conversation.js';
import { failureText } from '../failure-text.js';
import { fault, well } from './finding.js';
import type { Findings } from './finding.js';

/** Whether a client gets in, and what it is given there. */
export interface Entrance {
  readonly findings: Findings;
  /** Undefined: nothing further can be asked. */
  readonly registry: Applications | undefined;
  readonly reply: Reply | undefined;
}

/** Paths below which registries are found: Spring's, Netflix' behind a context, Netflix' own. */
const USUAL_PATHS = ['/eureka/', '/eureka/v2/', '/v2/', '/'];

/** Path and authentication: the first request of every client, and what its failure means. */
export async function entrance(conversation: Conversation): Promise<Entrance> {
  const reply = await conversation.ask('apps/');
  if (reply.kind === 'failed') return closed([fault('path', failureText(reply, conversation.endpoint))]);
  const { endpoint } = conversation;
  if (reply.status === 401) return closed([fault('authentication', unauthorized(endpoint))]);
  if (reply.status === 403) {
    return closed([fault('authentication', `these credentials may not read the registry: ${said(reply)}`)]);
  }
  if (reply.status === 503) {
    return closed([fault('readiness', `the registry is there and not ready yet: ${said(reply)}`)]);
  }
  const registry = reply.status === 200 ? applicationsOf(reply) : undefined;
  if (registry === undefined) return closed(await elsewhere(conversation, reply));
  return {
    findings: [
      well('path', `${endpoint.url} is a registry: it answers in ${Math.round(reply.tookMs)} ms`),
      well('authentication', endpoint.authorization === undefined ? 'none is asked for' : 'the credentials are taken'),
    ],
    registry,
    reply,
  };
}

export function applicationsOf({ text, headers }: Reply): Applications | undefined {
  const format = headers['content-type']?.includes('xml') ? 'xml' : 'json';
  const decoded = decodeApplications(text, format);
  return decoded.ok ? decoded.value : undefined;
}

/** The first words of an answer that is not what was asked for. */
export function said({ text, status }: Reply): string {
  const words = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? `it answered ${status}` : `it answered ${status}, ${JSON.stringify(words.slice(0, 160))}`;
}

const closed = (findings: Findings): Entrance => ({ findings, registry: undefined, reply: undefined });

function unauthorized({ authorization, url }: Endpoint): string {
  if (authorization !== undefined) return 'the registry refuses these credentials';
  const { protocol, host, pathname } = new URL(url);
  return `the registry asks for credentials: write them into the URL as clients do, ${protocol}//user:password@${host}${pathname}`;
}

/** It answers, but not as a registry: perhaps it is one under another path. */
async function elsewhere(conversation: Conversation, reply: Reply): Promise<Findings> {
  const { endpoint } = conversation;
  const { origin, pathname } = new URL(endpoint.url);
  const others = USUAL_PATHS.filter((path) => path !== pathname);
  for (const path of others) {
    const there = await conversation.askAt(new Endpoint(origin + path, undefined, endpoint.authorization), 'apps/');
    if (there.kind === 'answered' && there.status === 200 && applicationsOf(there) !== undefined) {
      return [fault('path', `no registry at ${pathname}, but there is one at ${origin}${path}: use that URL`)];
    }
  }
  const moved = reply.location === undefined ? '' : `, and points to ${reply.location}`;
  return [fault('path', `${endpoint.url}apps/ is not a registry: ${said(reply)}${moved}`)];
}
