import { describe, expect, it } from '@jest/globals';
import { valueOf } from '../spec-support/decoded.js';
import { EXCHANGES } from '../spec-support/exchange.js';
import {
  decodeApplication,
  decodeApplications,
  decodeInstance,
  decodeReplicationResponse,
  decodeStatusInfo,
  encodeApplication,
  encodeApplications,
  encodeInstance,
  encodeReplicationResponse,
  encodeStatusInfo,
} from './index.js';
import type { DecodeResult, Encoding, WireFormat } from './index.js';

interface Recoding {
  readonly decode: (text: string, format: WireFormat) => DecodeResult<unknown>;
  readonly recode: (text: string, encoding: Encoding) => string;
}

function recoding<T>(
  decode: (text: string, format: WireFormat) => DecodeResult<T>,
  encode: (value: T, encoding: Encoding) => string,
): Recoding {
  return { decode, recode: (text, encoding) => encode(valueOf(decode(text, encoding.format)), encoding) };
}

/** How documents begin, in JSON and XML. */
const DOCUMENTS: readonly (readonly [begin: RegExp, recoding: Recoding])[] = [
  [/^(?:\{"applications"|<applications>)/, recoding(decodeApplications, encodeApplications)],
  [/^(?:\{"application"|<application>)/, recoding(decodeApplication, encodeApplication)],
  // single reads are never compact
  [
    /^(?:\{"instance"|<instance>)/,
    recoding(decodeInstance, (value, to) => encodeInstance(value, { ...to, detail: 'full' })),
  ],
  [
    /^(?:\{"responseList"|<com\.netflix\.eureka\.cluster)/,
    recoding(decodeReplicationResponse, (value, to) => encodeReplicationResponse(value, to.format)),
  ],
  [
    /^(?:\{"generalStats"|<com\.netflix\.eureka\.util)/,
    recoding(decodeStatusInfo, (value, to) => encodeStatusInfo(value, to.format)),
  ],
];

interface Answer {
  readonly title: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly recoding: Recoding;
}

const answers = EXCHANGES.flatMap(({ file, name, request, response }): readonly Answer[] => {
  const text = response.body ?? '';
  const known = DOCUMENTS.find(([begin]) => begin.test(text))?.[1];
  if (!known) return [];
  const format = text.startsWith('<') ? 'xml' : 'json';
  const detail = request.headers.get('x-eureka-accept')?.toLowerCase() === 'compact' ? 'compact' : 'full';
  return [{ title: `${file} ${name}`, text, encoding: { format, detail, version: 'v2' }, recoding: known }];
});

/** Answers of the old Java servers that break off in the middle (wire-live.md 2.4). */
const BROKEN_OFF = [
  '40-server-sc31.http 03/read-dci-default-class-amazon-name',
  '40-server-sc31.http 04/status accept=application/json',
  '41-server-netflix110.http 03/read-dci-default-class-amazon-name',
  '41-server-netflix110.http 04/status accept=application/json',
];

/** Instances with text that XML cannot carry, which Java lets in. */
const UNSPEAKABLE = ['03-register.http read-metadata-odd-keys', '03-register.http read-metadata-odd-keys-xml'];

const readable = answers.filter(({ title }) => ![...BROKEN_OFF, ...UNSPEAKABLE].includes(title));

describe('answers of live servers', () => {
  it('are many, in all forms', () => {
    expect(answers).toHaveLength(373);
    expect(new Set(readable.map(({ encoding }) => `${encoding.format} ${encoding.detail}`)).size).toBe(4);
  });

  it.each(readable)('$title is written byte by byte as it was read', ({ text, encoding, recoding: { recode } }) => {
    expect(recode(text, encoding)).toBe(text);
  });

  it.each(answers.filter(({ title }) => BROKEN_OFF.includes(title)))(
    '$title, which breaks off, is refused',
    ({ text, encoding, recoding: { decode } }) => {
      expect(decode(text, encoding.format)).toMatchObject({ ok: false, fault: { kind: 'malformed' } });
    },
  );

  it.each(answers.filter(({ title }) => UNSPEAKABLE.includes(title)))(
    '$title, which no XML can carry, is refused with its path',
    ({ text, encoding, recoding: { decode } }) => {
      const fault = { kind: 'invalid', path: 'instance.metadata.ctl' };
      expect(decode(text, encoding.format)).toMatchObject({ ok: false, fault });
    },
  );
});
