import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AwsMetadata, withAwsMetadata } from './aws-metadata.js';

const ANSWERS: Readonly<Record<string, string>> = {
  '/latest/meta-data/instance-id': 'i-42',
  '/latest/meta-data/placement/availability-zone': 'us-east-1c',
  '/latest/meta-data/mac': '02:29',
  '/latest/meta-data/network/interfaces/macs/02:29/vpc-id': 'vpc-1',
  '/latest/dynamic/instance-identity/document': '{ "accountId": "1234" }',
};

describe("Amazon's metadata", () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const isToken = request.method === 'PUT' && request.url === '/latest/api/token';
      const answer = isToken ? 'token' : ANSWERS[request.url ?? ''];
      const isAllowed = isToken || request.headers['x-aws-ec2-metadata-token'] === 'token';
      response.writeHead(isAllowed ? (answer === undefined ? 404 : 200) : 401).end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("are read under Eureka's names, with a token, without what is not there", async () => {
    expect(Object.fromEntries(await new AwsMetadata(url).read())).toEqual({
      'instance-id': 'i-42',
      'availability-zone': 'us-east-1c',
      mac: '02:29',
      'vpc-id': 'vpc-1',
      accountId: '1234',
    });
  });

  it('are none where nobody answers', async () => {
    expect(await new AwsMetadata('http://127.0.0.1:1/').read()).toEqual(new Map());
  });

  const found = new Map([
    ['public-hostname', 'public'],
    ['public-ipv4', '1.1.1.1'],
    ['local-hostname', 'local'],
    ['local-ipv4', '10.0.0.1'],
  ]);

  it.each([
    [{}, { hostName: 'public', ipAddr: '1.1.1.1' }],
    [{ useLocalMetadata: true }, { hostName: 'local', ipAddr: '10.0.0.1' }],
    [{ preferIpAddress: true }, { hostName: '1.1.1.1', ipAddr: '1.1.1.1' }],
    [
      { preferIpAddress: true, useLocalMetadata: true },
      { hostName: '10.0.0.1', ipAddr: '10.0.0.1' },
    ],
  ])('with %j name the instance %j', (eureka, expected) => {
    const instance = { hostName: 'own', dataCenterInfo: { name: 'Amazon', metadata: { own: 'x' } } };

    expect(withAwsMetadata(instance, found, eureka)).toMatchObject({
      ...expected,
      dataCenterInfo: { name: 'Amazon', metadata: { own: 'x', 'local-ipv4': '10.0.0.1' } },
    });
    expect(withAwsMetadata(instance, new Map(), eureka)).toEqual(instance);
  });
});
