import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyApplications, anyInstance, compacted, speakableText } from '../spec-support/arbitraries.js';
import { capturedFile, capturedNames } from '../spec-support/captured-file.js';
import {
  decodeApplication,
  decodeApplications,
  decodeInstance,
  decodeReplicationList,
  decodeReplicationResponse,
  decodeStatusInfo,
  encodeApplications,
  encodeInstance,
  encodeReplicationList,
  encodeReplicationResponse,
  encodeStatusInfo,
  REPLICATION_ACTIONS,
} from './index.js';
import type { Applications, DecodeResult } from './index.js';

const FORMATS = ['json', 'xml'] as const;

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

function compactedAll(registry: Applications): Applications {
  const applications = registry.applications.map(({ name, instances }) => ({
    name,
    instances: instances.map(compacted),
  }));
  return { ...registry, applications };
}

describe.each(FORMATS)('a codec for %s', (format) => {
  it('reads the instance that it wrote in full', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const text = encodeInstance(instance, { format, detail: 'full', version: 'v2' });
        expect(decodeInstance(text, format)).toEqual({ ok: true, value: instance });
      }),
    );
  });

  it('keeps the order of metadata', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const decoded = decodeInstance(encodeInstance(instance, { format, detail: 'full', version: 'v2' }), format);
        expect(decoded.ok && [...decoded.value.metadata]).toEqual([...instance.metadata]);
      }),
    );
  });

  it('reads of the compact form what that keeps', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const text = encodeInstance(instance, { format, detail: 'compact', version: 'v2' });
        expect(decodeInstance(text, format)).toEqual({ ok: true, value: compacted(instance) });
      }),
    );
  });

  it('reads the registry that it wrote', () => {
    fc.assert(
      fc.property(anyApplications, (registry) => {
        const full = encodeApplications(registry, { format, detail: 'full', version: 'v2' });
        expect(decodeApplications(full, format)).toEqual({ ok: true, value: registry });
        const compact = encodeApplications(registry, { format, detail: 'compact', version: 'v2' });
        expect(decodeApplications(compact, format)).toEqual({ ok: true, value: compactedAll(registry) });
      }),
    );
  });

  it('reads the answers to a batch that it wrote', () => {
    const response = fc.record({
      statusCode: fc.integer({ min: 100, max: 599 }),
      responseEntity: optional(anyInstance),
    });
    fc.assert(
      fc.property(fc.array(response, { maxLength: 4 }), (responses) => {
        const text = encodeReplicationResponse(responses, format);
        expect(decodeReplicationResponse(text, format)).toEqual({ ok: true, value: responses });
      }),
    );
  });

  it('reads the status document that it wrote', () => {
    const stats = fc
      .dictionary(fc.constantFrom('num-of-cpus', 'server-uptime', 'environment', 'unavailable-replicas'), speakableText)
      .map((entries) => new Map(Object.entries(entries)));
    const status = fc.record({
      generalStats: stats,
      applicationStats: stats,
      instanceInfo: optional(anyInstance),
      healthy: optional(fc.boolean()),
    });
    fc.assert(
      fc.property(status, (document) => {
        const decoded = decodeStatusInfo(encodeStatusInfo(document, format), format);
        expect(decoded).toEqual({ ok: true, value: document });
      }),
    );
  });
});

describe('a batch', () => {
  it('is read as it was written', () => {
    const item = fc.record({
      appName: optional(fc.string()),
      id: optional(fc.string()),
      lastDirtyTimestamp: optional(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
      overriddenStatus: optional(fc.string()),
      status: optional(fc.string()),
      instanceInfo: optional(anyInstance),
      action: optional(fc.constantFrom(...REPLICATION_ACTIONS)),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        expect(decodeReplicationList(encodeReplicationList(items))).toEqual({ ok: true, value: items });
      }),
    );
  });
});

describe('decoders', () => {
  const decoders: readonly ((text: string, format: 'json' | 'xml') => DecodeResult<unknown>)[] = [
    decodeInstance,
    decodeApplication,
    decodeApplications,
    (text) => decodeReplicationList(text),
    decodeReplicationResponse,
    decodeStatusInfo,
  ];

  const decodeAll = (text: string): readonly boolean[] =>
    decoders.flatMap((decode) => FORMATS.map((format) => decode(text, format).ok));

  it('never throw on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(decodeAll(text)).toHaveLength(decoders.length * FORMATS.length);
      }),
    );
  });

  it('never throw on a document with a piece cut out, doubled or replaced', () => {
    const names = [...capturedNames('wire-captures', '.json'), ...capturedNames('wire-captures', '.xml')];
    const texts = names.map((name) => capturedFile(`wire-captures/${name}`));
    const insertion = fc.oneof(
      fc.constantFrom(
        '',
        'null',
        '{}',
        '[]',
        '{',
        ']',
        '"',
        '\\',
        '<',
        '</',
        '/>',
        '&',
        '&#0;',
        '<!DOCTYPE a>',
        '<![CDATA[',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(6000), fc.nat(40), insertion, (text, at, length, inserted) => {
        const start = at % text.length;
        const mutated = text.slice(0, start) + inserted + text.slice(start + length);
        expect(decodeAll(mutated)).toHaveLength(decoders.length * FORMATS.length);
      }),
      { numRuns: 500 },
    );
  });
});
