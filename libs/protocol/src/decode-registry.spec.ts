import { describe, expect, it } from '@jest/globals';
import { faultOf, valueOf } from '../spec-support/decoded.js';
import { decodeApplication, decodeApplications, encodeApplications } from './index.js';

const APPLICATION = '{"name":"A","instance":[{"app":"a"}]}';

const names = (text: string): readonly string[] =>
  valueOf(decodeApplications(`{"applications":${text}}`, 'json')).applications.map(({ name }) => name);

describe('a registry', () => {
  it.each([
    [`{"application":[${APPLICATION},${APPLICATION}]}`, ['A', 'A']],
    [`{"application":${APPLICATION}}`, ['A']],
    ['{"application":[]}', []],
    ['{"application":null}', []],
    ['{"application":""}', []],
    ['{}', []],
    [`{"unknown":{"a":[{}]},"application":[${APPLICATION}],"more":[1]}`, ['A']],
    ['{"application":[{"instance":[{"app":"b"}]}]}', ['B']],
    ['{"application":[{}]}', ['']],
  ])('reads the applications of %s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ['{"versions__delta":"7","apps__hashcode":"UP_1_"}', 7, 'UP_1_'],
    ['{"versions__delta":7,"apps__hashcode":""}', 7, ''],
    ['{"versions_delta":7,"apps_hashcode":"UP_1_"}', 7, 'UP_1_'],
    ['{"versions__delta":"x","apps__hashcode":null}', 0, undefined],
    ['{}', -1, undefined],
  ])('reads version and hash of %s', (text, versionsDelta, appsHashCode) => {
    const registry = valueOf(decodeApplications(`{"applications":${text}}`, 'json'));
    expect(registry).toEqual({ versionsDelta, appsHashCode, applications: [] });
  });

  it.each([
    ['{"applications":""}', 'applications'],
    ['{"applications":null}', 'applications'],
    ['{"applications":{"application":[null]}}', 'applications.application[0]'],
    ['{"applications":{"application":[{"instance":[{"app":"a"},{}]}]}}', 'applications.application[0].instance[1].app'],
    ['{"applications":{"application":{"instance":[[]]}}}', 'applications.application.instance[0]'],
  ])('%s is refused at %s', (text, path) => {
    expect(faultOf(decodeApplications(text, 'json'))).toMatchObject({ kind: 'invalid', path });
  });

  it('may have single underscores and the Java class name in XML', () => {
    const root = 'com.netflix.discovery.shared.Applications';
    const text = `<${root}><versions_delta>3</versions_delta><apps_hashcode>UP_1_</apps_hashcode></${root}>`;
    expect(valueOf(decodeApplications(text, 'xml'))).toEqual({
      versionsDelta: 3,
      appsHashCode: 'UP_1_',
      applications: [],
    });
  });

  it('keeps text that XML cannot carry, for the sake of the other instances, and does not write it in XML', () => {
    const text =
      '{"applications":{"application":[{"name":"A","instance":[{"app":"a","metadata":{"k":"a\\u0001b"}}]}]}}';
    const registry = valueOf(decodeApplications(text, 'json'));
    expect(registry.applications[0]?.instances[0]?.metadata.get('k')).toBe('a\u0001b');
    expect(encodeApplications(registry, { format: 'xml', detail: 'full', version: 'v2' })).toContain('<k>ab</k>');
  });

  it('is read from XML with characters that XML cannot carry, as Java writes them', () => {
    const text =
      '<applications><application><name>A</name><instance><app>a</app><metadata><k>a&#x1;b</k></metadata></instance>' +
      '<instance><app>a</app></instance></application></applications>';
    const [application] = valueOf(decodeApplications(text, 'xml')).applications;
    expect(application?.instances.map(({ metadata }) => metadata.get('k'))).toEqual(['a\u0001b', undefined]);
  });
});

describe('numbers of a registry where texts belong', () => {
  it('keep their source text at every place of the document', () => {
    const instance = (version: string) =>
      `{"instanceId":${version},"app":"a","metadata":{"version":${version}},"dataCenterInfo":{"name":"Amazon","metadata":{"1":"x","0":${version}}}}`;
    const application = `{"name":7.0,"instance":[${instance('1.50')},${instance('2e0')}]}`;
    const text = `{"applications":{"apps__hashcode":1.0,"application":[{},${application}]}}`;
    const registry = valueOf(decodeApplications(text, 'json'));
    const [, second] = registry.applications;
    expect(registry.appsHashCode).toBe('1.0');
    expect(second?.name).toBe('7.0');
    expect(second?.instances.map(({ instanceId }) => instanceId)).toEqual(['1.50', '2e0']);
    expect(second?.instances.map(({ metadata }) => metadata.get('version'))).toEqual(['1.50', '2e0']);
    expect(second?.instances.map(({ dataCenterInfo }) => dataCenterInfo)).toEqual([
      {
        name: 'Amazon',
        metadata: new Map([
          ['1', 'x'],
          ['0', '1.50'],
        ]),
      },
      {
        name: 'Amazon',
        metadata: new Map([
          ['1', 'x'],
          ['0', '2e0'],
        ]),
      },
    ]);
  });
});

describe('an application', () => {
  it.each([
    ['{"name":"A","instance":[{"app":"a"},{"app":"a"}]}', 2],
    ['{"instance":{"app":"a"},"name":"A"}', 1],
    ['{"name":"A","instance":null}', 0],
    ['{"name":"A","instance":"text"}', 0],
    ['{"name":"A"}', 0],
  ])('reads the instances of %s', (text, count) => {
    const application = valueOf(decodeApplication(`{"application":${text}}`, 'json'));
    expect(application.name).toBe('A');
    expect(application.instances).toHaveLength(count);
  });

  it('is read from XML with any number of instances', () => {
    const text =
      '<application><name>A</name><instance><app>a</app></instance><instance><app>a</app></instance></application>';
    expect(valueOf(decodeApplication(text, 'xml')).instances).toHaveLength(2);
    expect(valueOf(decodeApplication('<application><name>A</name></application>', 'xml')).instances).toEqual([]);
  });
});
