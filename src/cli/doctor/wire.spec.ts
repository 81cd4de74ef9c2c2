import { describe, expect, it } from '@jest/globals';
import { encodeApplications, newInstance } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import type { Ask, Conversation, Reply } from '../conversation.js';
import { wire } from './wire.js';

const EMPTY: Applications = { versionsDelta: 1, appsHashCode: '', applications: [] };
const port = { number: 80, enabled: true };
const instance = newInstance({
  instanceId: 'i-1',
  hostName: 'h',
  app: 'A',
  ipAddr: '10.0.0.1',
  port,
  securePort: port,
});
const ONE: Applications = { ...EMPTY, appsHashCode: 'UP_1_', applications: [{ name: 'A', instances: [instance] }] };

/** A server with one instance, whose XML is as given. */
function serving(xml: Applications | undefined): Conversation {
  const ask = async (_path: string, { accept }: Ask = {}): Promise<Reply> => {
    const format = accept === undefined ? 'json' : 'xml';
    const shown = format === 'json' ? ONE : xml;
    const status = shown === undefined ? 406 : 200;
    const text = shown === undefined ? '' : encodeApplications(shown, { format, detail: 'full', version: 'v2' });
    const headers = { 'content-type': `application/${format}` };
    return { kind: 'answered', status, text, headers, location: undefined, tookMs: 1 };
  };
  return { ask } as unknown as Conversation;
}

async function levels(xml: Applications | undefined): Promise<Readonly<Record<string, string>>> {
  const findings = await wire(serving(xml), ONE);
  return Object.fromEntries(findings.map(({ topic, level }) => [topic, level]));
}

describe('what a registry does with media types', () => {
  it('is well where all of them are answered', async () => {
    expect(await levels(ONE)).toEqual({ json: 'well', xml: 'well', compact: 'well', delta: 'well' });
  });

  it('is a fault where there is no XML, and worth a warning where its list is older than that of JSON', async () => {
    expect((await levels(undefined))['xml']).toBe('fault');
    expect((await levels(EMPTY))['xml']).toBe('warning');
  });
});
