import { appsHashCodeOf } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import type { Conversation, Reply } from '../conversation.js';
import { applicationsOf, said } from './entrance.js';
import { fault, note, warning, well } from './finding.js';
import type { Finding, Findings } from './finding.js';

/** Beyond this, instants that a registry tells are misleading to people and to caches. */
const CLOCK_TOLERANCE_MS = 10_000;

/** What the registry does with the media types and encodings that clients in all languages ask for (wire.md 4). */
export async function wire(conversation: Conversation, registry: Applications): Promise<Findings> {
  const findings: Finding[] = [well('json', `JSON is answered: ${counted(registry)}`)];
  const xml = await conversation.ask('apps/', { accept: 'application/xml' });
  findings.push(xmlFinding(xml.kind === 'answered' ? xml : undefined, registry));
  const compact = await conversation.ask('apps/', { headers: { 'x-eureka-accept': 'compact' } });
  if (compact.kind === 'answered' && compact.status === 200)
    findings.push(well('compact', 'the compact form is answered'));
  else findings.push(warning('compact', 'the compact form is not answered: clients that ask for it fall back'));
  const delta = await conversation.ask('apps/delta');
  findings.push(deltaFinding(delta.kind === 'answered' ? delta : undefined, registry));
  return findings;
}

function xmlFinding(reply: Reply | undefined, registry: Applications): Finding {
  const read = reply === undefined || reply.status !== 200 ? undefined : applicationsOf(reply);
  if (read === undefined)
    return fault('xml', 'XML is not answered: clients in Go and older Java cannot read this registry');
  if (read.applications.length === 0 && registry.applications.length > 0) {
    return warning(
      'xml',
      'XML has no application where JSON has some: a Java server keeps a list of each format, up to 30 s old; look again then',
    );
  }
  return well('xml', 'XML is answered');
}

function deltaFinding(reply: Reply | undefined, registry: Applications): Finding {
  if (reply === undefined) return fault('delta', 'changes cannot be read');
  if (reply.status === 403 || reply.status === 404) {
    return note('delta', 'deltas are switched off: clients fetch the whole registry each time');
  }
  const delta = reply.status === 200 ? applicationsOf(reply) : undefined;
  if (delta === undefined) return fault('delta', `changes cannot be read: ${said(reply)}`);
  const hash = appsHashCodeOf(registry);
  if (delta.appsHashCode !== undefined && delta.appsHashCode !== hash) {
    return note('delta', `deltas are answered; the registry changes as we look (${hash} then ${delta.appsHashCode})`);
  }
  return well('delta', 'deltas are answered, and their hash code agrees with the registry');
}

export function gzip({ headers, text }: Reply): Finding {
  if (headers['content-encoding'] === 'gzip') return well('gzip', 'answers are compressed');
  if (text.length < 1024) return note('gzip', 'the answer is too small to tell whether others would be compressed');
  return warning('gzip', 'answers are not compressed: a proxy may take the request header away');
}

export function clock({ headers, tookMs }: Reply, now: number): Finding {
  const there = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(there)) return note('clock', 'the registry does not tell its time');
  const offset = there - (now - tookMs / 2);
  // the header has whole seconds
  if (Math.abs(offset) < CLOCK_TOLERANCE_MS) return well('clock', 'the clocks agree');
  const [direction, seconds] = [offset > 0 ? 'ahead of' : 'behind', Math.round(Math.abs(offset) / 1000)];
  return warning(
    'clock',
    `the registry’s clock is ${seconds} s ${direction} this machine’s: times that it shows mislead`,
  );
}

export function counted({ applications }: Applications): string {
  const instances = applications.reduce((sum, application) => sum + application.instances.length, 0);
  return `${plural(applications.length, 'application')}, ${plural(instances, 'instance')}`;
}

export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
