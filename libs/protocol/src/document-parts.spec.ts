import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyApplications } from '../spec-support/arbitraries.js';
import { sampleInstance } from '../spec-support/sample-instance.js';
import { documentParts, encodeApplication, encodeApplications, encodeInstance } from './index.js';
import type { Encoding } from './index.js';

const ENCODINGS: readonly Encoding[] = (['json', 'xml'] as const).flatMap((format) =>
  (['full', 'compact'] as const).flatMap((detail) =>
    (['v1', 'v2'] as const).map((version) => ({ format, detail, version })),
  ),
);

describe.each(ENCODINGS)('the parts of $format, $detail, $version', (encoding) => {
  const parts = documentParts(encoding);

  it('make up a registry', () => {
    fc.assert(
      fc.property(anyApplications, (registry) => {
        let text = parts.applicationsOpen(registry.versionsDelta, registry.appsHashCode);
        for (const [index, { name, instances }] of registry.applications.entries()) {
          if (index > 0) text += parts.applicationSeparator;
          text += parts.applicationOpen(name, 'applications');
          text += instances
            .map((instance) => parts.instance(instance, 'applications'))
            .join(parts.instanceSeparator('applications'));
          text += parts.applicationClose('applications');
        }
        text += parts.applicationsClose(registry.versionsDelta, registry.appsHashCode);
        expect(text).toBe(encodeApplications(registry, encoding));
      }),
    );
  });

  it('make up an application', () => {
    const instances = [sampleInstance({ instanceId: 'a' }), sampleInstance({ instanceId: 'b' })];
    const [first, second] = instances.map((instance) => parts.instance(instance, 'application'));
    expect(
      `${parts.applicationOpen('A', 'root')}${first}${parts.instanceSeparator('application')}${second}` +
        parts.applicationClose('root'),
    ).toBe(encodeApplication({ name: 'A', instances }, encoding));
  });

  it('are the same object each time', () => {
    expect(documentParts({ ...encoding })).toBe(parts);
  });
});

describe('a document without instances', () => {
  const empty = { versionsDelta: -1, appsHashCode: undefined, applications: [{ name: 'A', instances: [] }] };

  it.each([
    [
      'json',
      'full',
      '{"applications":{"versions__delta":"-1","apps__hashcode":null,"application":[{"name":"A","instance":[]}]}}',
    ],
    ['json', 'compact', '{"applications":{"application":[{"name":"A","instance":[]}],"versions__delta":"-1"}}'],
    [
      'xml',
      'full',
      '<applications>\n  <versions__delta>-1</versions__delta>\n  <apps__hashcode></apps__hashcode>\n' +
        '  <application>\n    <name>A</name>\n  </application>\n</applications>',
    ],
    [
      'xml',
      'compact',
      '<applications><application><name>A</name></application><versions__delta>-1</versions__delta></applications>',
    ],
  ] as const)('is whole in %s, %s', (format, detail, text) => {
    expect(encodeApplications(empty, { format, detail, version: 'v2' })).toBe(text);
  });
});

describe('protocol version v1', () => {
  const statusIn = (encoding: Encoding, status: 'OUT_OF_SERVICE' | 'UNKNOWN' | 'STARTING'): string | undefined =>
    /status"?[:>]"?([A-Z_]+)/.exec(encodeInstance(sampleInstance({ status }), encoding))?.[1];

  it.each([
    ['xml', 'v1', 'OUT_OF_SERVICE', 'DOWN'],
    ['xml', 'v1', 'UNKNOWN', 'DOWN'],
    ['xml', 'v1', 'STARTING', 'STARTING'],
    ['xml', 'v2', 'OUT_OF_SERVICE', 'OUT_OF_SERVICE'],
    ['json', 'v1', 'OUT_OF_SERVICE', 'OUT_OF_SERVICE'],
  ] as const)('%s under %s shows %s as %s', (format, version, status, shown) => {
    expect(statusIn({ format, detail: 'full', version }, status)).toBe(shown);
  });

  it('leaves overriddenstatus as it is', () => {
    const text = encodeInstance(sampleInstance({ overriddenStatus: 'OUT_OF_SERVICE' }), {
      format: 'xml',
      detail: 'full',
      version: 'v1',
    });
    expect(text).toContain('<overriddenstatus>OUT_OF_SERVICE</overriddenstatus>');
  });
});
