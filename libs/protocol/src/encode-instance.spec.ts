import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../spec-support/sample-instance.js';
import { encodeInstance } from './index.js';
import type { Encoding, InstanceInfo } from './index.js';

const JSON_FULL: Encoding = { format: 'json', detail: 'full', version: 'v2' };
const XML_FULL: Encoding = { format: 'xml', detail: 'full', version: 'v2' };
const EMPTY_MAP = '<metadata class="java.util.Collections$EmptyMap"/>';

const inXml = (changes: Partial<InstanceInfo>): string => encodeInstance(sampleInstance(changes), XML_FULL);
const inJson = (changes: Partial<InstanceInfo>): string => encodeInstance(sampleInstance(changes), JSON_FULL);

describe('an instance as it is written', () => {
  it('leaves metadata with an empty key out of XML, where no name stands for it', () => {
    const entries: readonly [string, string][] = [
      ['', 'x'],
      ['k', 'v'],
    ];
    expect(inXml({ metadata: new Map(entries) })).toContain('<metadata>\n    <k>v</k>\n  </metadata>');
    expect(inXml({ metadata: new Map(entries.slice(0, 1)) })).toContain(EMPTY_MAP);
  });

  it('marks empty metadata, but not empty Amazon metadata in JSON', () => {
    const dataCenterInfo = { name: 'Amazon', metadata: new Map<string, string>() } as const;
    expect(inJson({ dataCenterInfo })).toContain('"name":"Amazon","metadata":{}}');
    expect(inJson({ dataCenterInfo })).toContain('"metadata":{"@class":"java.util.Collections$EmptyMap"}');
    expect(inXml({ dataCenterInfo }).split(EMPTY_MAP)).toHaveLength(3);
    expect(encodeInstance(sampleInstance({ dataCenterInfo }), { ...XML_FULL, detail: 'compact' })).toContain(
      '<metadata/>',
    );
  });

  it('keeps integer-like metadata keys in map order', () => {
    const metadata = new Map([
      ['b', '1'],
      ['2', 'x'],
      ['1', 'y'],
    ]);
    expect(inJson({ metadata })).toContain('"metadata":{"b":"1","2":"x","1":"y"}');
  });

  it('writes an absent host name and address as null in JSON and as empty elements in XML', () => {
    const absent = { hostName: undefined, ipAddr: undefined };
    expect(inJson(absent)).toContain('"hostName":null,"app":"ORDERS","ipAddr":null');
    expect(inXml(absent)).toContain('<hostName></hostName>\n  <app>ORDERS</app>\n  <ipAddr></ipAddr>');
  });

  it.each([
    ['na', false],
    ['unknown', false],
    ['s1', true],
  ])('with the sid %s names it: %s', (sid, isNamed) => {
    expect(inJson({ sid }).includes('"sid"')).toBe(isNamed);
    expect(inXml({ sid }).includes('<sid>')).toBe(isNamed);
  });
});
