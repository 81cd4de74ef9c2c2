import { describe, expect, it } from '@jest/globals';
import { clientFaultsOf, loadClient } from '../fixtures/input.js';

describe('the link to the registries', () => {
  it.each([
    [true, { registration: true, fetch: true, withinMs: 0 }],
    [{ withinMs: 2_500 }, { registration: true, fetch: true, withinMs: 2_500 }],
    [false, { registration: false, fetch: false, withinMs: 0 }],
  ])('with failFast %j must come about at the start as %j', (failFast, expected) => {
    expect(loadClient({ options: { client: { failFast } } }).client.failFast).toEqual(expected);
  });

  it("takes Spring's two keys for the same, each for its own part", () => {
    const argv = ['--eureka.client.should-enforce-registration-at-init=true', '--eureka.client.fail-fast=false'];

    expect(loadClient({ argv }).client.failFast).toEqual({ registration: true, fetch: false, withinMs: 0 });
    expect(
      loadClient({ argv: ['--eureka.client.fail-fast=500', '--eureka.client.fetch-registry=false'] }).client.failFast,
    ).toEqual({ registration: true, fetch: false, withinMs: 500 });
  });

  it('has its timeouts in ms where they are set, else in seconds', () => {
    const seconds = ['--eureka.client.eureka-server-read-timeout-seconds=3'];

    expect(loadClient({ argv: seconds }).client).toMatchObject({ readTimeoutMs: 3_000, connectTimeoutMs: 5_000 });
    expect(loadClient({ argv: [...seconds, '--eureka.client.timeout.socket-timeout=250'] }).client.readTimeoutMs).toBe(
      250,
    );
  });

  it('finds registries by DNS when all it takes is there', () => {
    const argv = [
      '--eureka.client.use-dns-for-fetching-service-urls=true',
      '--eureka.client.eureka-server-d-n-s-name=eureka.example.org',
      '--eureka.client.eureka-server-u-r-l-context=/eureka/v2/',
    ];

    expect(loadClient({ argv }).client.dns).toEqual({ domain: 'eureka.example.org', port: 8761, context: 'eureka/v2' });
    expect(clientFaultsOf({ argv: argv.slice(0, 1) })).toMatchObject([
      { code: 'EUREKA_CONFIG_VALUE', key: 'eureka.client.use-dns-for-fetching-service-urls' },
    ]);
  });

  it('goes through a proxy', () => {
    const options = { client: { proxyHost: 'proxy', proxyPort: 3_128, proxyUserName: 'me', proxyPassword: 'x' } };

    expect(loadClient({ options }).client.proxy).toEqual({ host: 'proxy', port: 3_128, user: 'me', password: 'x' });
    expect(loadClient({ options: { client: { proxyHost: 'proxy' } } }).client.proxy?.port).toBe(80);
  });

  it('carries a token, given as text or by who knows it', async () => {
    const ask = async (): Promise<string> => 'fresh';
    const { bearerToken } = loadClient({ options: { client: { bearerToken: ask } } }).client;

    expect(bearerToken).toBe(ask);
    expect(loadClient({ environment: { EUREKA_CLIENT_BEARERTOKEN: 't' } }).client.bearerToken).toBe('t');
  });

  it.each([
    '--eureka.client.registry-fetch-interval-seconds=0',
    '--eureka.client.eureka-server-read-timeout-seconds=0',
    '--eureka.client.timeout.socket-timeout=0',
    '--eureka.client.instance-info-replication-interval-seconds=0',
  ])('refuses %s, which would hurt the application', (argument) => {
    const [key, value] = argument.slice(2).split('=');

    expect(clientFaultsOf({ argv: [argument] })).toEqual([
      { code: 'EUREKA_CONFIG_VALUE', key, value, origin: 'command line', allowed: 'a whole number from 1' },
    ]);
  });

  it('says all faults at once, and no secret', () => {
    const faults = clientFaultsOf({
      argv: [
        '--eureka.client.service-url.defaultZone=ftp://me:geheim@host/',
        '--eureka.client.bearer-token=${nobody}',
        '--eureka.client.fail-fast=soon',
        '--spring.cloud.inetutils.ignored-interfaces=(',
        '--eureka.instance.metadata-json=[1]',
      ],
    });

    expect(faults.map(({ code, key }) => [code, key])).toEqual([
      ['EUREKA_CONFIG_VALUE', 'eureka.instance.metadata-json'],
      ['EUREKA_CONFIG_VALUE', 'eureka.client.service-url.defaultZone'],
      ['EUREKA_CONFIG_PLACEHOLDER', 'eureka.client.bearer-token'],
      ['EUREKA_CONFIG_VALUE', 'eureka.client.fail-fast'],
      ['EUREKA_CONFIG_VALUE', 'spring.cloud.inetutils.ignored-interfaces'],
    ]);
    expect(JSON.stringify(faults)).not.toContain('geheim');
  });
});

describe('TLS of the client', () => {
  const on = '--eureka.client.tls.enabled=true';

  it("takes Spring's stores by path, below the working directory", () => {
    const argv = [
      on,
      '--eureka.client.tls.key-store=file:keys/own.p12',
      '--eureka.client.tls.key-store-password=a',
      '--eureka.client.tls.trust-store=/etc/trust.p12',
    ];

    expect(loadClient({ argv }).client.tls).toMatchObject({
      keyStore: '/work-dir/keys/own.p12',
      keyStorePassword: 'a',
      trustStore: '/etc/trust.p12',
      ca: undefined,
    });
  });

  it('takes PEM files as well', () => {
    const tls = { enabled: true, ca: 'ca.pem', cert: 'own.pem', key: 'own.key' };

    expect(loadClient({ options: { client: { tls } } }).client.tls).toMatchObject({
      ca: '/work-dir/ca.pem',
      cert: '/work-dir/own.pem',
      key: '/work-dir/own.key',
    });
  });

  it('says that files alone switch nothing on', () => {
    const { client, notices } = loadClient({ options: { applicationName: 'a', client: { tls: { ca: 'ca.pem' } } } });

    expect(client.tls).toBeUndefined();
    expect(notices).toMatchObject([{ kind: 'hint', key: 'eureka.client.tls.enabled' }]);
  });

  it.each([
    [['--eureka.client.tls.cert=own.pem'], 'eureka.client.tls.cert'],
    [['--eureka.client.tls.key=own.key'], 'eureka.client.tls.key'],
    [['--eureka.client.tls.key-store=classpath:own.p12'], 'eureka.client.tls.key-store'],
    [
      ['--eureka.client.tls.key-store=a.jks', '--eureka.client.tls.key-store-type=JKS'],
      'eureka.client.tls.key-store-type',
    ],
    [['--eureka.client.tls.ca=a', '--eureka.client.tls.trust-store=b'], 'eureka.client.tls.ca'],
  ])('refuses %j, naming %s', (argv, key) => {
    expect(clientFaultsOf({ argv: [on, ...argv] })).toMatchObject([{ code: 'EUREKA_CONFIG_TLS', key }]);
    expect(loadClient({ argv }).client.tls).toBeUndefined();
  });
});
