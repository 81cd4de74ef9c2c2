import { describe, expect, it } from '@jest/globals';
import { faultOf, valueOf } from '../spec-support/decoded.js';
import { decodeInstance, DEFAULT_DECODE_LIMITS, EMPTY_TEXT_MAP } from './index.js';
import type { InstanceInfo } from './index.js';

/** A register body of `app` and the given members, as they stand in the text. */
const body = (members: string): string => `{"instance":{"app":"orders","hostName":"web1"${members && `,${members}`}}}`;

const read = (members: string): InstanceInfo => valueOf(decodeInstance(body(members), 'json'));

const refused = (text: string) => faultOf(decodeInstance(text, 'json'));

describe('an instance in JSON', () => {
  const defaults: InstanceInfo = {
    instanceId: undefined,
    hostName: 'web1',
    app: 'ORDERS',
    ipAddr: undefined,
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { number: 7001, enabled: true },
    securePort: { number: 7002, enabled: false },
    countryId: 1,
    dataCenterInfo: undefined,
    leaseInfo: undefined,
    metadata: new Map(),
    appGroupName: undefined,
    homePageUrl: undefined,
    statusPageUrl: undefined,
    healthCheckUrl: undefined,
    secureHealthCheckUrl: undefined,
    vipAddress: undefined,
    secureVipAddress: undefined,
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: undefined,
    lastDirtyTimestamp: undefined,
    actionType: undefined,
    asgName: undefined,
  };

  it('has the defaults of wire.md 1.1 for what is absent', () => {
    expect(read('')).toEqual(defaults);
  });

  it('takes null for absent in every field', () => {
    const nulls = Object.keys(defaults).filter((key) => key !== 'app' && key !== 'hostName');
    expect(read(nulls.map((key) => `"${key}":null`).join(','))).toEqual(defaults);
  });

  it('shares one empty map for empty metadata', () => {
    expect(read('').metadata).toBe(EMPTY_TEXT_MAP);
    expect(read('"metadata":{"@class":"java.util.Collections$EmptyMap"}').metadata).toBe(EMPTY_TEXT_MAP);
    expect(read('"metadata":{}').metadata).toBe(EMPTY_TEXT_MAP);
  });

  it.each<[members: string, expected: Partial<InstanceInfo>]>([
    ['"status":"DOWN"', { status: 'DOWN' }],
    ['"status":"up"', { status: 'UNKNOWN' }],
    ['"status":"BOGUS"', { status: 'UNKNOWN' }],
    ['"status":""', { status: 'UNKNOWN' }],
    ['"status":0', { status: 'UNKNOWN' }],
    ['"overriddenstatus":"DOWN"', { overriddenStatus: 'DOWN' }],
    ['"overriddenStatus":"DOWN","overriddenstatus":"UP"', { overriddenStatus: 'UP' }],
    ['"overriddenstatus":"UP","overriddenStatus":"DOWN"', { overriddenStatus: 'DOWN' }],
    ['"actionType":"MODIFIED"', { actionType: 'MODIFIED' }],
    ['"actionType":"added"', { actionType: undefined }],
    ['"app":"a","app":"b"', { app: 'B' }],
    ['"hostName":""', { hostName: undefined }],
    ['"ipAddr":""', { ipAddr: undefined }],
    ['"instanceId":""', { instanceId: '' }],
    ['"instanceId":17', { instanceId: '17' }],
    ['"vipAddress":true', { vipAddress: 'true' }],
    ['"homePageUrl":""', { homePageUrl: '' }],
    ['"appGroupName":"finance"', { appGroupName: 'FINANCE' }],
    ['"sid":"s1"', { sid: 's1' }],
    ['"countryId":"44"', { countryId: 44 }],
    ['"countryId":"x"', { countryId: 0 }],
    ['"isCoordinatingDiscoveryServer":true', { isCoordinatingDiscoveryServer: true }],
    ['"isCoordinatingDiscoveryServer":"TRUE"', { isCoordinatingDiscoveryServer: true }],
    ['"isCoordinatingDiscoveryServer":"yes"', { isCoordinatingDiscoveryServer: false }],
    ['"lastDirtyTimestamp":1699999999900', { lastDirtyTimestamp: 1_699_999_999_900 }],
    ['"lastDirtyTimestamp":"1699999999900"', { lastDirtyTimestamp: 1_699_999_999_900 }],
    ['"lastDirtyTimestamp":1699999999900.75', { lastDirtyTimestamp: 1_699_999_999_900 }],
    ['"lastDirtyTimestamp":"soon"', { lastDirtyTimestamp: 0 }],
    ['"lastDirtyTimestamp":1e30', { lastDirtyTimestamp: 0 }],
    ['"lastUpdatedTimestamp":-5', { lastUpdatedTimestamp: -5 }],
  ])('with %s reads %j', (members, expected) => {
    expect(read(members)).toEqual({ ...defaults, ...expected });
  });

  it.each([
    ['{"$":8080,"@enabled":"true"}', 8080, true],
    ['{"@enabled":true,"$":"8080"}', 8080, true],
    ['{"$":8080,"@enabled":"false"}', 8080, false],
    ['{"$":8080,"@enabled":"TRUE"}', 8080, false],
    ['{"$":8080,"@enabled":1}', 8080, true],
    ['{"$":8080,"@enabled":0}', 8080, false],
    ['{"$":8080}', 8080, true],
    ['{"$":"x"}', 0, true],
    ['{"$":99999999999}', 0, true],
    ['{}', 7001, true],
    ['null', 7001, true],
    ['8080', 8080, true],
    ['"8080"', 8080, true],
    ['{"$":1,"extra":{}}', 1, true],
  ])('reads the port %s as %d, enabled %s', (port, number, enabled) => {
    expect(read(`"port":${port}`).port).toEqual({ number, enabled });
  });

  it('keeps a secure port off unless it is said to be on', () => {
    expect(read('"securePort":8443').securePort).toEqual({ number: 8443, enabled: false });
    expect(read('"securePort":{"@enabled":"true"}').securePort).toEqual({ number: 7002, enabled: true });
  });

  it.each([
    ['{}', 30, 90],
    ['{"renewalIntervalInSecs":"5","durationInSecs":15}', 5, 15],
    ['{"renewalIntervalInSecs":0,"durationInSecs":-1}', 30, 90],
    ['{"renewalIntervalInSecs":"x","durationInSecs":null}', 30, 90],
    ['{"unknown":{"a":[]},"durationInSecs":60}', 30, 60],
  ])('reads the lease %s as %d and %d seconds', (lease, renewalIntervalInSecs, durationInSecs) => {
    expect(read(`"leaseInfo":${lease}`).leaseInfo).toEqual({
      renewalIntervalInSecs,
      durationInSecs,
      registrationTimestamp: 0,
      lastRenewalTimestamp: 0,
      evictionTimestamp: 0,
      serviceUpTimestamp: 0,
    });
  });

  it.each([
    ['{"@class":"com.netflix.appinfo.MyDataCenterInfo","name":"MyOwn"}', { name: 'MyOwn' }],
    ['{"name":"Netflix","@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo"}', { name: 'Netflix' }],
    ['{"name":"myown"}', { name: 'MyOwn' }],
    ['{"@class":"org.example.Anything","name":"MyOwn","metadata":null}', { name: 'MyOwn' }],
    ['{"name":"MyOwn","metadata":[1]}', { name: 'MyOwn' }],
    ['{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo"}', { name: null }],
    ['{}', { name: null }],
    [
      '{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"Amazon"}',
      { name: 'Amazon', metadata: new Map() },
    ],
    [
      '{"@class":"com.netflix.appinfo.AmazonInfo","metadata":{"instance-id":"i-1"},"name":"Azure"}',
      { name: 'Amazon', metadata: new Map([['instance-id', 'i-1']]) },
    ],
    ['{"@class":"com.netflix.appinfo.AmazonInfo"}', { name: 'Amazon', metadata: new Map() }],
  ])('reads the data centre %s', (dataCenter, expected) => {
    expect(read(`"dataCenterInfo":${dataCenter}`).dataCenterInfo).toEqual(expected);
  });

  it('keeps metadata in order, scalars as their source text, and any key but @class and the empty one', () => {
    const metadata =
      '{"z":"1","2":1.50,"1":111122223333444455,"t":true,"n":null,"e":"","@class":"c","":"x","__proto__":"p","constructor":"c"}';
    expect([...read(`"metadata":${metadata}`).metadata]).toEqual([
      ['z', '1'],
      ['2', '1.50'],
      ['1', '111122223333444455'],
      ['t', 'true'],
      ['n', 'null'],
      ['e', ''],
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it.each([
    ['"metadata":{"instanceId":"7"}', 'web1:7'],
    ['"metadata":{"instanceId":"web1:x"}', 'web1:x'],
    ['"metadata":{"instanceId":"  "}', undefined],
    ['"instanceId":"","metadata":{"instanceId":"7"}', ''],
    ['"instanceId":"i","metadata":{"instanceId":"7"}', 'i'],
    ['"instanceId":null,"metadata":{"instanceId":"7"}', 'web1:7'],
    ['"hostName":null,"metadata":{"instanceId":"7"}', '7'],
  ])('with %s has the instanceId %s', (members, instanceId) => {
    expect(read(members).instanceId).toBe(instanceId);
  });

  it('ignores unknown keys of any type at any place', () => {
    const unknown = '"x":{"a":{"b":[1]}},"y":[[]],"z":null,"identifyingAttribute":{"k":1},"toString":1';
    expect(read(`${unknown},"vipAddress":"v"`)).toEqual({ ...defaults, vipAddress: 'v' });
  });

  it('is read with a byte order mark in front and text behind', () => {
    expect(valueOf(decodeInstance(`\uFEFF${body('')} and more`, 'json'))).toEqual(defaults);
  });

  it.each([
    ['', 'malformed', ''],
    ['{"instance":', 'malformed', ''],
    ['null', 'invalid', ''],
    ['[]', 'invalid', ''],
    ['{}', 'invalid', ''],
    ['{"app":"A"}', 'invalid', ''],
    ['{"application":{"app":"A"}}', 'invalid', ''],
    ['{"instance":{"app":"A"},"x":1}', 'invalid', ''],
    ['{"instance":null}', 'invalid', 'instance'],
    ['{"instance":[]}', 'invalid', 'instance'],
    ['{"instance":[{}]}', 'invalid', 'instance'],
    ['{"instance":{}}', 'invalid', 'instance.app'],
    ['{"instance":{"app":null}}', 'invalid', 'instance.app'],
    [body('"metadata":[]'), 'invalid', 'instance.metadata'],
    [body('"metadata":""'), 'invalid', 'instance.metadata'],
    [body('"metadata":{"a":{"b":1}}'), 'invalid', 'instance.metadata.a'],
    [body('"metadata":{"a":[1]}'), 'invalid', 'instance.metadata.a'],
    [body('"dataCenterInfo":{"name":"Azure"}'), 'invalid', 'instance.dataCenterInfo.name'],
    [body('"dataCenterInfo":"MyOwn"'), 'invalid', 'instance.dataCenterInfo'],
    [body('"vipAddress":["a"]'), 'invalid', 'instance.vipAddress'],
    [body('"overriddenstatus":{}'), 'invalid', 'instance.overriddenstatus'],
    [body('"port":[1]'), 'invalid', 'instance.port'],
    [body('"port":{"$":{}}'), 'invalid', 'instance.port.$'],
    [body('"x":' + '['.repeat(31) + ']'.repeat(31)), 'too-deep', ''],
  ])('%s is refused as %s at "%s"', (text, kind, path) => {
    expect(refused(text)).toMatchObject({ kind, path });
  });

  it.each([
    ['"ipAddr":"a\\u0000"', 'instance.ipAddr'],
    ['"homePageUrl":"\\u001b[31m"', 'instance.homePageUrl'],
    ['"metadata":{"k":"\\ufffe"}', 'instance.metadata.k'],
    ['"vipAddress":"\\ud83d"', 'instance.vipAddress'],
    ['"dataCenterInfo":{"name":"Amazon","metadata":{"ami-id":"\\u0001"}}', 'instance.dataCenterInfo.metadata.ami-id'],
  ])('with %s, which XML cannot carry, is refused at %s', (members, path) => {
    expect(refused(body(members))).toMatchObject({ kind: 'invalid', path });
  });

  it('may hold tabs, line ends and any other character', () => {
    expect(read('"metadata":{"k":"\\t\\r\\n\\u007f😀"}').metadata.get('k')).toBe('\t\r\n\u007f😀');
  });
});

describe('limits', () => {
  const metadata = (entries: number, value: string): string => {
    const members = Array.from({ length: entries }, (_, index) => `"k${100 + index}":"${value}"`);
    return body(`"metadata":{${members.join(',')}}`);
  };
  const limits = { ...DEFAULT_DECODE_LIMITS, maxMetadataEntries: 3, maxMetadataBytes: 30 };

  it.each([
    ['as many entries as allowed', metadata(3, 'v'), undefined],
    ['one entry more', metadata(4, 'v'), 'too-large'],
    ['as many bytes as allowed', metadata(3, 'vvvvvv'), undefined],
    ['one byte more', metadata(3, 'vvvvvv').replace('vvvvvv', 'vvvvvvv'), 'too-large'],
    ['bytes of UTF-8, not letters', metadata(3, 'éé€'), 'too-large'],
  ])('allow or refuse metadata of %s', (_, text, kind) => {
    const result = decodeInstance(text, 'json', limits);
    const expected = kind === undefined ? { ok: true } : { ok: false, fault: { kind, path: 'instance.metadata' } };
    expect(result).toMatchObject(expected);
  });

  it('by default let pass what must pass', () => {
    const value = 'v'.repeat(360);
    expect(valueOf(decodeInstance(metadata(300, value), 'json')).metadata.size).toBe(300);
    expect(faultOf(decodeInstance(metadata(1001, ''), 'json')).kind).toBe('too-large');
  });
});
