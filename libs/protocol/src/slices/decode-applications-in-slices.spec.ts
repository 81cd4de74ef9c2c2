import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyApplications } from '../../spec-support/arbitraries.js';
import { capturedFile, capturedNames } from '../../spec-support/captured-file.js';
import { EXCHANGES } from '../../spec-support/exchange.js';
import { oddRegistry } from '../../spec-support/odd-registry.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { DEFAULT_DECODE_LIMITS, decodeApplications, encodeApplications } from '../index.js';
import type { Applications, DecodeLimits, DecodeResult, WireFormat } from '../index.js';
import { decodeApplicationsInSlices } from './decode-applications-in-slices.js';
import type { SliceOptions } from './decode-applications-in-slices.js';

const FORMATS = ['json', 'xml'] as const;
const SMALL_LIMITS = { maxDepth: 7, maxMetadataEntries: 2, maxMetadataBytes: 60 };

/** The same but for the message of what is malformed, which tells where in the piece. */
function comparable(result: DecodeResult<Applications>): DecodeResult<Applications> {
  if (result.ok || result.fault.kind !== 'malformed') return result;
  return { ok: false, fault: { ...result.fault, message: '' } };
}

function whole(text: string, format: WireFormat, limits?: DecodeLimits): DecodeResult<Applications> {
  return comparable(decodeApplications(text, format, limits));
}

function countedSlices(text: string, format: WireFormat, options?: SliceOptions) {
  const slices = decodeApplicationsInSlices(text, format, options);
  for (let steps = 0; ; steps++) {
    const { done, value } = slices.next();
    if (done === true) return { steps, result: comparable(value) };
  }
}

function sliced(text: string, format: WireFormat, options?: SliceOptions): DecodeResult<Applications> {
  return countedSlices(text, format, options).result;
}

const stepLength = fc.integer({ min: 1, max: 3000 });
const limits = fc.constantFrom(DEFAULT_DECODE_LIMITS, SMALL_LIMITS);

const captures = [...capturedNames('wire-captures', '.json'), ...capturedNames('wire-captures', '.xml')].map((name) =>
  capturedFile(`wire-captures/${name}`),
);
const recorded = EXCHANGES.flatMap(({ response }) => response.body ?? []);

const INSERTIONS = fc.oneof(
  fc.constantFrom('', 'null', '{}', '[]', '{', '}', ']', ',', '"', '\\', '1.0', '{"app":1}', '[{}]', '"instance":{},'),
  fc.constantFrom('<', '</', '/>', '&', '&#0;', '<!DOCTYPE a>', '<![CDATA[', '<!-- ', '<instance/>', '<application>'),
  fc.constantFrom('</instance><instance>', '</application>', '\ue000', '\ud800', '\r'),
);

describe.each(FORMATS)('a registry in %s read in slices', (format) => {
  it('is the registry read as a whole, however it is cut', () => {
    fc.assert(
      fc.property(
        anyApplications,
        fc.constantFrom('full' as const, 'compact' as const),
        stepLength,
        limits,
        (registry, detail, length, within) => {
          const text = encodeApplications(registry, { format, detail, version: 'v2' });
          const result = sliced(text, format, { stepLength: length, limits: within });
          expect(result).toStrictEqual(whole(text, format, within));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('comes of every capture as it comes as a whole', () => {
    for (const text of [...captures, ...recorded]) {
      const expected = whole(text, format);
      for (const length of [1, 7, 500, 100_000]) {
        expect(sliced(text, format, { stepLength: length })).toStrictEqual(expected);
      }
    }
  });

  it('has the same fault when a piece of it is cut out or replaced', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...captures),
        fc.nat(6000),
        fc.nat(40),
        INSERTIONS,
        stepLength,
        (capture, at, length, insertion, step) => {
          const start = at % capture.length;
          const text = capture.slice(0, start) + insertion + capture.slice(start + length);
          expect(sliced(text, format, { stepLength: step })).toStrictEqual(whole(text, format));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is refused as any text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), stepLength, (text, length) => {
        expect(sliced(text, format, { stepLength: length })).toStrictEqual(whole(text, format));
      }),
    );
  });

  it.each([
    ['of one application', 1, 1000],
    ['of many applications', 1000, 1],
  ])('comes in many small steps when it is large and %s', (_, count, size) => {
    const instances = Array.from({ length: size }, () => sampleInstance());
    const applications = Array.from({ length: count }, () => ({ name: 'ORDERS', instances }));
    const registry = { versionsDelta: 1, appsHashCode: 'UP_1000_', applications };
    const text = encodeApplications(registry, { format, detail: 'full', version: 'v2' });
    const { steps, result } = countedSlices(text, format);
    expect(result).toStrictEqual({ ok: true, value: registry });
    expect(steps).toBeGreaterThan(text.length / 10_000);
  });
});

describe('an odd registry in JSON read in slices', () => {
  const A = '{"name":"A","instance":[{"app":"a"},{"app":"a"}]}';

  it('is refused or read as it is as a whole', () => {
    fc.assert(
      fc.property(oddRegistry, stepLength, limits, (text, length, within) => {
        const result = sliced(text, 'json', { stepLength: length, limits: within });
        expect(result).toStrictEqual(whole(text, 'json', within));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a byte order mark and white space', `\uFEFF\n {"applications" : {"application" : [ ${A} ,\t${A} ]}} x`],
    ['one application alone', `{"applications":{"application":${A}}}`],
    ['one instance alone', '{"applications":{"application":{"instance":{"app":"a"}}}}'],
    ['a key that is repeated', `{"applications":{"application":[${A}],"application":[${A},${A}]}}`],
    ['a key with an escape', String.raw`{"applications":{"application":[{"inst\u0061nce":[{"app":"a"}]}]}}`],
    ['unknown keys with objects', `{"applications":{"x":[${A}],"application":[{"y":[{}],"instance":[{"app":"a"}]}]}}`],
    ['an application without a name', '{"applications":{"application":[{"instance":[{"app":"b"}]}]}}'],
    ['the source text of numbers', '{"applications":{"apps__hashcode":1.0,"application":[{"name":7.0}]}}'],
    ['no applications at all', '{"applications":{}}'],
  ])('may have %s', (_, text) => {
    const result = sliced(text, 'json');
    expect(result.ok).toBe(true);
    expect(result).toStrictEqual(whole(text, 'json'));
  });

  it.each([
    ['applications.application[1].instance[2].app', `[${A},{"instance":[{"app":"a"},{"app":"b"},{}]}]`, 'invalid'],
    ['applications.application[1]', `[${A},null,{"instance":[{}]}]`, 'invalid'],
    ['', `[${A},{"instance":[{},{"app":nul}]}]`, 'malformed'],
    ['', `[${A} ${A}]`, 'malformed'],
    ['', `[${A},,${A}]`, 'malformed'],
    ['', `${A},${A}`, 'malformed'],
    ['', `[${A}],"x":[{"instance":[{"app":nul}]}]`, 'malformed'],
    ['', `[${A}],"x":[{"instance":nul}]`, 'malformed'],
    ['', `[{"instance":[{"app":"a"}],"x":[{a}]}]`, 'malformed'],
    ['', `[{"app":nul},{"x":${'['.repeat(40)}${']'.repeat(40)}}]`, 'too-deep'],
  ])('has its fault at "%s" when its applications are %s', (path, content, kind) => {
    const text = `{"applications":{"application":${content}}}`;
    const result = sliced(text, 'json');
    expect(result).toMatchObject({ ok: false, fault: { kind, path } });
    expect(result).toStrictEqual(whole(text, 'json'));
  });
});
