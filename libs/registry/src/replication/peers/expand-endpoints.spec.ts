import { describe, expect, it } from '@jest/globals';
import { parseEndpoint } from '@nest-eureka/transport';
import type { Endpoint } from '@nest-eureka/transport';
import { expandEndpoints } from './expand-endpoints.js';

const ADDRESSES: Readonly<Record<string, readonly string[]>> = { headless: ['10.0.0.1', '10.0.0.2', 'fd00::1'] };
const SERVICES: Readonly<Record<string, readonly { name: string; port: number }[]>> = {
  '_eureka._tcp.example.org': [
    { name: 'one.example.org.', port: 8761 },
    { name: 'two.example.org', port: 8762 },
  ],
};

function found<T>(records: Readonly<Record<string, T>>): (name: string) => Promise<T> {
  return async (name) => {
    const record = records[name];
    if (record === undefined) throw new Error(`ENOTFOUND ${name}`);
    return record;
  };
}

async function expanded(urls: readonly string[], byAddress = true) {
  const warnings: string[] = [];
  const endpoints = await expandEndpoints(
    urls.map((url) => parseEndpoint(url, 'z1') as Endpoint),
    {
      byAddress,
      lookup: { addresses: found(ADDRESSES), services: found(SERVICES) },
      onWarning: (message) => void warnings.push(message),
    },
  );
  return { endpoints, urls: endpoints.map(({ url }) => url), warnings };
}

describe('expandEndpoints', () => {
  it.each([
    ['a headless host', ['http://headless:8761/eureka/'], ['10.0.0.1', '10.0.0.2', '[fd00::1]'].map(atPort)],
    ['an address', [atPort('10.0.0.9'), atPort('[fd00::9]')], [atPort('10.0.0.9'), atPort('[fd00::9]')]],
    ['a host of https', ['https://headless/eureka/'], ['https://headless/eureka/']],
    [
      'one address found twice',
      ['http://headless:8761/eureka/', atPort('10.0.0.1')],
      ['10.0.0.1', '10.0.0.2', '[fd00::1]'].map(atPort),
    ],
  ])('makes nodes of %s', async (_what, urls, nodes) => {
    expect((await expanded(urls)).urls).toEqual(nodes);
  });

  it('leaves hosts as they are unless their addresses are wanted', async () => {
    expect((await expanded([atPort('headless')], false)).urls).toEqual([atPort('headless')]);
  });

  it('follows the records of a service, with the credentials and the zone of its URL', async () => {
    const { endpoints, urls } = await expanded(['http://node:pw@_eureka._tcp.example.org/eureka/'], false);
    expect(urls).toEqual(['http://one.example.org:8761/eureka/', 'http://two.example.org:8762/eureka/']);
    expect(endpoints.map(({ zone, authorization }) => [zone, authorization?.slice(0, 6)])).toEqual([
      ['z1', 'Basic '],
      ['z1', 'Basic '],
    ]);
  });

  it('keeps a host that cannot be looked up just now, leaves out a service, and tells of both', async () => {
    const { urls, warnings } = await expanded([atPort('lost'), 'http://_lost._tcp.example.org/eureka/']);
    expect(urls).toEqual([atPort('lost')]);
    expect(warnings).toEqual([expect.stringContaining('lost'), expect.stringContaining('_lost._tcp.example.org')]);
  });

  it('rejects when nothing is left, so that the old peers stay', async () => {
    await expect(expanded(['http://_lost._tcp.example.org/eureka/'])).rejects.toThrow('_lost._tcp.example.org');
  });
});

function atPort(host: string): string {
  return `http://${host}:8761/eureka/`;
}
