import { describe, expect, it } from '@jest/globals';
import { dnsServers, zoneOfName } from './dns-servers.js';

const DNS = { domain: 'example.org', port: 8761, context: '/eureka/' };

function recordsOf(records: Readonly<Record<string, string[]>>) {
  const asked: string[] = [];
  const resolveTxt = async (name: string) => {
    asked.push(name);
    const record = records[name];
    if (record === undefined) throw new Error(`queryTxt ENOTFOUND ${name}`);
    return record.map((text) => [text.slice(0, 5), text.slice(5)]);
  };
  return { asked, resolveTxt };
}

describe('dnsServers', () => {
  it('follows the root record to the hosts of each zone', async () => {
    const { asked, resolveTxt } = recordsOf({
      'txt.us-east-1.example.org': ['"us-east-1d.example.org txt.us-east-1c.example.org us-east-1d.example.org"'],
      'txt.us-east-1c.example.org': ['host3 host1', 'host1'],
      'txt.us-east-1d.example.org': ['host2'],
    });
    const endpoints = await dnsServers(DNS, 'us-east-1', resolveTxt, () => {});
    expect(endpoints.map(({ zone, url }) => `${zone} ${url}`)).toEqual([
      'us-east-1c http://host1:8761/eureka/',
      'us-east-1c http://host3:8761/eureka/',
      'us-east-1d http://host2:8761/eureka/',
    ]);
    expect(asked[0]).toBe('txt.us-east-1.example.org');
  });

  it('leaves out a zone that cannot be read, and says so', async () => {
    const { resolveTxt } = recordsOf({
      'txt.r.example.org': ['a.example.org b.example.org'],
      'txt.b.example.org': ['h'],
    });
    const warnings: string[] = [];
    const endpoints = await dnsServers(DNS, 'r', resolveTxt, (message) => warnings.push(message));
    expect(endpoints.map(({ url }) => url)).toEqual(['http://h:8761/eureka/']);
    expect(warnings).toEqual([expect.stringContaining('a.example.org')]);
  });

  it.each([
    ['the root is missing', {}, 'ENOTFOUND txt.r.example.org'],
    ['the root is empty', { 'txt.r.example.org': ['  '] }, 'names no zone'],
    ['no zone can be read', { 'txt.r.example.org': ['a.b'] }, 'ENOTFOUND txt.a.b'],
  ])('rejects when %s', async (_what, records, message) => {
    await expect(dnsServers(DNS, 'r', recordsOf(records).resolveTxt, () => {})).rejects.toThrow(message);
  });

  it.each([
    ['', 'http://h:8761/'],
    ['eureka/v2', 'http://h:8761/eureka/v2/'],
  ])('puts the context %j into its URLs', async (context, url) => {
    const { resolveTxt } = recordsOf({ 'txt.r.example.org': ['a.b'], 'txt.a.b': ['h'] });
    expect(await dnsServers({ ...DNS, context }, 'r', resolveTxt, () => {})).toMatchObject([{ url }]);
  });
});

describe('zoneOfName (ResolverUtilsTest)', () => {
  it.each([
    ['us-east-1c.myservice.net', 'us-east-1c'],
    ['txt.us-east-1c.myservice.net', 'us-east-1c'],
  ])('of %s is %s', (name, zone) => {
    expect(zoneOfName(name)).toBe(zone);
  });
});
