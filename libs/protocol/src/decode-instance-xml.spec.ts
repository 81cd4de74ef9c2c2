import { describe, expect, it } from '@jest/globals';
import { faultOf, valueOf } from '../spec-support/decoded.js';
import { decodeInstance, DEFAULT_DECODE_LIMITS } from './index.js';
import type { InstanceInfo } from './index.js';

/** A register body of `app` and the given elements. */
const body = (elements: string): string => `<instance><app>orders</app><hostName>web1</hostName>${elements}</instance>`;

const read = (elements: string): InstanceInfo => valueOf(decodeInstance(body(elements), 'xml'));

const refused = (text: string) => faultOf(decodeInstance(text, 'xml'));

describe('an instance in XML', () => {
  it('has the same defaults as in JSON', () => {
    const json = decodeInstance('{"instance":{"app":"orders","hostName":"web1"}}', 'json');
    expect(read('')).toEqual(valueOf(json));
  });

  it.each<[elements: string, expected: Partial<InstanceInfo>]>([
    ['<status>down</status>', { status: 'DOWN' }],
    ['<status>BOGUS</status>', { status: 'UNKNOWN' }],
    ['<status></status>', { status: 'UNKNOWN' }],
    ['<overriddenstatus>out_of_service</overriddenstatus>', { overriddenStatus: 'OUT_OF_SERVICE' }],
    ['<overriddenStatus>DOWN</overriddenStatus>', { overriddenStatus: 'DOWN' }],
    ['<overriddenstatus>UP</overriddenstatus><overriddenStatus>DOWN</overriddenStatus>', { overriddenStatus: 'DOWN' }],
    ['<appGroupName>finance</appGroupName>', { appGroupName: 'finance' }],
    ['<vipAddress> a </vipAddress>', { vipAddress: ' a ' }],
    ['<vipAddress>a</vipAddress><vipAddress>b</vipAddress>', { vipAddress: 'b' }],
    ['<healthCheckUrl></healthCheckUrl>', { healthCheckUrl: '' }],
    ['<homePageUrl>http://a/?b=1&amp;c=&#34;<![CDATA[<d>]]></homePageUrl>', { homePageUrl: 'http://a/?b=1&c="<d>' }],
    ['<ipAddr></ipAddr>', { ipAddr: undefined }],
    ['<lastDirtyTimestamp>17</lastDirtyTimestamp>', { lastDirtyTimestamp: 17 }],
    ['<lastDirtyTimestamp>x</lastDirtyTimestamp>', { lastDirtyTimestamp: undefined }],
    ['<lastUpdatedTimestamp/>', { lastUpdatedTimestamp: undefined }],
    ['<countryId> 44 </countryId>', { countryId: 44 }],
    ['<actionType>ADDED</actionType>', { actionType: 'ADDED' }],
    ['<metadata><instanceId>7</instanceId></metadata>', { metadata: new Map([['instanceId', '7']]) }],
    ['<unknown><deeply><nested>1</nested></deeply></unknown>', {}],
  ])('with %s reads %j', (elements, expected) => {
    expect(read(elements)).toEqual({ ...read(''), ...expected });
  });

  it.each([
    ['<port enabled="true">8080</port>', 8080, true],
    ['<port>8080</port>', 8080, true],
    ['<port enabled="false">8080</port>', 8080, false],
    ['<port enabled="FALSE">8080</port>', 8080, true],
    ['<port> 80 </port>', 80, true],
  ])('reads the port %s', (element, number, enabled) => {
    expect(read(element).port).toEqual({ number, enabled });
  });

  it.each([
    ['<securePort>443</securePort>', false],
    ['<securePort enabled="true">443</securePort>', true],
    ['<securePort enabled="yes">443</securePort>', false],
  ])('reads the secure port %s', (element, enabled) => {
    expect(read(element).securePort).toEqual({ number: 443, enabled });
  });

  it.each([
    ['<dataCenterInfo/>', undefined],
    ['<dataCenterInfo><name>MyOwn</name><metadata></metadata></dataCenterInfo>', { name: 'MyOwn' }],
    ['<dataCenterInfo class="com.netflix.appinfo.AmazonInfo"><name>MyOwn</name></dataCenterInfo>', { name: 'MyOwn' }],
    [
      '<dataCenterInfo><metadata><ami-id>a</ami-id></metadata><name>amazon</name></dataCenterInfo>',
      { name: 'Amazon', metadata: new Map([['ami-id', 'a']]) },
    ],
    ['<dataCenterInfo><other/></dataCenterInfo>', { name: null }],
  ])('reads the data centre %s', (element, expected) => {
    expect(read(element).dataCenterInfo).toEqual(expected);
  });

  it('reads the lease after a member that is no number, and what follows', () => {
    const instance = read(
      '<leaseInfo><renewalIntervalInSecs>x</renewalIntervalInSecs><durationInSecs>15</durationInSecs></leaseInfo>' +
        '<vipAddress>v</vipAddress>',
    );
    expect(instance.leaseInfo).toMatchObject({ renewalIntervalInSecs: 30, durationInSecs: 15 });
    expect(instance.vipAddress).toBe('v');
  });

  it('unescapes the names of metadata', () => {
    const metadata =
      '<metadata class="x"><a__b>1</a__b><_.0040class>c</_.0040class><constructor>2</constructor><____proto____> 3 </____proto____>' +
      '<e_f/><n><m>4</m></n></metadata>';
    expect([...read(metadata).metadata]).toEqual([
      ['a_b', '1'],
      ['@class', 'c'],
      ['constructor', '2'],
      ['__proto__', ' 3 '],
      ['e_f', ''],
      ['n', ''],
    ]);
  });

  it('may have the Java class name for its root', () => {
    const text = '<com.netflix.appinfo.InstanceInfo><app>a</app></com.netflix.appinfo.InstanceInfo>';
    expect(valueOf(decodeInstance(text, 'xml')).app).toBe('A');
  });

  it.each([
    ['', 'malformed', ''],
    ['<instance>', 'malformed', ''],
    ['<application/>', 'invalid', ''],
    ['<instance/>', 'invalid', 'instance.app'],
    ['<!DOCTYPE instance><instance><app>a</app></instance>', 'invalid', ''],
    [body('<port>x</port>'), 'invalid', 'instance.port'],
    [body('<securePort/>'), 'invalid', 'instance.securePort'],
    [body('<countryId></countryId>'), 'invalid', 'instance.countryId'],
    [body('<dataCenterInfo><name>Azure</name></dataCenterInfo>'), 'invalid', 'instance.dataCenterInfo.name'],
    [body('<vipAddress>&#x1;</vipAddress>'), 'invalid', 'instance.vipAddress'],
    [body('<metadata><k>\u001b</k></metadata>'), 'invalid', 'instance.metadata.k'],
    [body('<a>'.repeat(32) + '</a>'.repeat(32)), 'too-deep', ''],
  ])('%s is refused as %s at "%s"', (text, kind, path) => {
    expect(refused(text)).toMatchObject({ kind, path });
  });

  it('is refused with more metadata than allowed', () => {
    const limits = { ...DEFAULT_DECODE_LIMITS, maxMetadataEntries: 1 };
    const result = decodeInstance(body('<metadata><a>1</a><b>2</b></metadata>'), 'xml', limits);
    expect(faultOf(result)).toMatchObject({ kind: 'too-large', path: 'instance.metadata' });
  });
});
