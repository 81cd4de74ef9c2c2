import { describe, expect, it } from '@jest/globals';
import { valueOf } from '../spec-support/decoded.js';
import { EXCHANGES } from '../spec-support/exchange.js';
import type { Exchange } from '../spec-support/exchange.js';
import { decodeInstance, decodeReplicationList, encodeReplicationList } from './index.js';

const titled = (exchanges: readonly Exchange[]): readonly (Exchange & { title: string; text: string })[] =>
  exchanges.map((exchange) => ({
    ...exchange,
    title: `${exchange.file} ${exchange.name}`,
    text: exchange.request.body ?? '',
  }));

const posts = titled(EXCHANGES.filter(({ request }) => request.start.startsWith('POST')));
const batches = posts.filter(({ request }) => request.start.includes('/peerreplication/'));
const registrations = posts.filter((post) => !batches.includes(post));

/** Recordings of real clients and servers are numbered from 20 to 32; the others are made by hand. */
const isRecorded = ({ file }: Exchange): boolean => /^(?:2\d|3[0-2])-/.test(file);

const formatOf = ({ request }: Exchange): 'json' | 'xml' =>
  request.headers.get('content-type')?.toLowerCase().includes('xml') ? 'xml' : 'json';

const couldNotParse = ({ response }: Exchange): boolean => (response.body ?? '').includes('cannot parse request body');

/** Registrations that Java cannot parse and ours can: java-faults.md 8 and 15, wire.md 1.4, 1.5, 1.11. */
const MORE_LENIENT = [
  'unknown-object-key-first',
  'unknown-object-key-middle',
  'unknown-object-two-keys-middle',
  'dci-no-class',
  'dci-unknown-class',
  'dci-metadata-null',
  'port-scalar',
  'amazon-no-metadata-key',
  'lease-unknown-object',
  'gzip-body',
  'gzip-body-xml',
];

/** Registrations that Java stores mangled, or to the harm of all others: java-faults.md 8 and 19. */
const STRICTER: Readonly<Record<string, string>> = {
  'metadata-array-value': 'instance.metadata.a',
  'metadata-odd-keys': 'instance.metadata.ctl',
};

const shortName = ({ name }: Exchange): string => name.replace(/^0\d\//, '');

describe('register requests', () => {
  const recorded = registrations.filter(isRecorded);

  it('of all recorded clients and servers are there', () => {
    expect(new Set(recorded.map(({ file }) => file.slice(0, 2))).size).toBeGreaterThanOrEqual(12);
  });

  it.each(recorded)('$title is read', (exchange) => {
    const instance = valueOf(decodeInstance(exchange.text, formatOf(exchange)));
    expect(exchange.request.start.toUpperCase()).toContain(`/APPS/${instance.app} `);
  });

  const handMade = registrations.filter((exchange) => !isRecorded(exchange));

  it.each(handMade.filter(({ status }) => status === 204))('$title, which Java accepts, is read', (exchange) => {
    const result = decodeInstance(exchange.text, formatOf(exchange));
    const path = STRICTER[shortName(exchange)];
    expect(result).toMatchObject(path === undefined ? { ok: true } : { ok: false, fault: { kind: 'invalid', path } });
  });

  it.each(handMade.filter(couldNotParse))(
    '$title, which Java cannot parse, is refused unless known better',
    (exchange) => {
      const result = decodeInstance(exchange.text, formatOf(exchange));
      expect(result.ok).toBe(MORE_LENIENT.includes(shortName(exchange)));
    },
  );
});

describe('replication batches', () => {
  const recorded = batches.filter(isRecorded);

  it.each(recorded)('$title is written byte by byte as it was read', ({ text }) => {
    expect(encodeReplicationList(valueOf(decodeReplicationList(text)))).toBe(text);
  });

  const handMade = batches.filter((exchange) => !isRecorded(exchange));

  it.each(handMade.filter(({ status }) => status === 200))('$title, which Java accepts, is read', ({ text }) => {
    expect(decodeReplicationList(text).ok).toBe(true);
  });

  const lenient = ['register-bad-dataCenterInfo', 'unknown-item-key', 'unknown-top-key', 'gzip-body'];

  it.each(handMade.filter(couldNotParse))(
    '$title, which Java cannot parse, is refused unless known better',
    (exchange) => {
      const isXml = formatOf(exchange) === 'xml';
      expect(decodeReplicationList(exchange.text).ok).toBe(!isXml && lenient.includes(shortName(exchange)));
    },
  );
});
