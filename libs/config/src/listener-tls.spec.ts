import { describe, expect, it } from '@jest/globals';
import { faultsOf, load } from '../fixtures/input.js';

describe('TLS of the server', () => {
  it('is off unless it is asked for', () => {
    expect(load({}).tls).toBeUndefined();
    expect(load({ argv: ['--server.ssl.enabled=false', '--server.ssl.key-store=k.p12'] }).tls).toBeUndefined();
  });

  it('takes PEM files, from where the server runs', () => {
    const argv = ['--server.ssl.certificate=tls/c.pem', '--server.ssl.certificate-private-key=file:/etc/k.pem'];
    expect(load({ argv }).tls).toMatchObject({
      cert: expect.stringMatching(/^\/.*\/?tls\/c\.pem$/),
      key: '/etc/k.pem',
      clientAuth: 'none',
      versions: [],
    });
  });

  it('takes stores, and who signs the certificates of clients', () => {
    const argv = [
      '--server.ssl.key-store=/k.p12',
      '--server.ssl.key-store-password=changeit',
      '--server.ssl.trust-store=/t.p12',
      '--server.ssl.client-auth=need',
      '--server.ssl.enabled-protocols=TLSv1.3',
    ];
    expect(load({ argv }).tls).toMatchObject({
      keyStore: '/k.p12',
      keyStorePassword: 'changeit',
      trustStore: '/t.p12',
      clientAuth: 'need',
      versions: ['TLSv1.3'],
    });
  });

  it.each([
    [['--server.ssl.certificate=c.pem'], 'server.ssl.certificate'],
    [['--server.ssl.key-store=/k.p12', '--server.ssl.key-store-type=JKS'], 'server.ssl.key-store-type'],
    [['--server.ssl.key-store=/k.p12', '--server.ssl.client-auth=want'], 'server.ssl.client-auth'],
    [['--server.ssl.key-store=/k.p12', '--server.ssl.enabled-protocols=SSLv3'], 'server.ssl.enabled-protocols'],
  ])('refuses %s', (argv, key) => {
    expect(faultsOf({ argv })).toMatchObject([{ code: 'EUREKA_CONFIG_TLS', key }]);
  });

  it.each([
    ['--server.ssl.certificate=c.pem', 'c.pem', 'server.ssl.certificate-private-key beside it, the file of its key'],
    [
      '--server.ssl.certificate-private-key=k.pem',
      '***',
      'server.ssl.certificate beside it, the file of the certificate',
    ],
    [
      '--server.ssl.enabled=true',
      'true',
      'certificate with server.ssl.certificate-private-key, or server.ssl.key-store',
    ],
  ])('says of %s alone what is missing', (argument, value, allowed) => {
    expect(faultsOf({ argv: [argument] })).toMatchObject([{ value, allowed: expect.stringContaining(allowed) }]);
  });
});

describe('tokens', () => {
  const HASH = `{sha256}${'ab'.repeat(32)}`;

  it('have a name, a hash, roles and applications', () => {
    const options = {
      tokens: [{ name: 'ci', token: HASH, roles: ['registrar'] as const, apps: ['ORDERS', 'STOCK-*'] }],
    };
    expect(load({ options }).tokens).toEqual([
      { name: 'ci', token: HASH, roles: ['registrar'], apps: ['ORDERS', 'STOCK-*'] },
    ]);
  });

  it('come from variables', () => {
    const environment = { EUREKA_SERVER_TOKENS_0_NAME: 'ci', EUREKA_SERVER_TOKENS_0_TOKEN: 'a-token-of-some-length' };
    expect(load({ environment }).tokens).toEqual([{ name: 'ci', token: 'a-token-of-some-length', roles: ['reader'] }]);
  });

  it.each(['short', '{sha256}abc', '{bcrypt}$2a$10$abcdefghijklmnopqrstuv', 'with a blank in the middle'])(
    'are refused as %s, without showing it',
    (token) => {
      const faults = faultsOf({ options: { tokens: [{ name: 'ci', token }] } });
      expect(faults).toMatchObject([
        { code: 'EUREKA_CONFIG_PASSWORD', key: 'eureka.server.tokens[0].token', value: '***' },
      ]);
    },
  );
});

describe('users with certificates', () => {
  it('need no password', () => {
    const options = {
      users: [{ name: 'orders', certificates: ['orders.example.com'], roles: ['registrar'] as const }],
    };
    expect(load({ options }).users).toEqual([
      { name: 'orders', password: undefined, roles: ['registrar'], certificates: ['orders.example.com'] },
    ]);
  });
});
