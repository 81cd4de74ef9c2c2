import { copyFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@nest-eureka/time';
import { Certificates, HAS_OPENSSL } from '../../spec-support/certificates.js';
import { FakeRegistry } from '../../spec-support/fake-registry.js';
import { depsOf, settingsFor } from '../../spec-support/settings.js';
import { createRegistryCalls } from '../create-registry-calls.js';
import type { TlsSettings } from '../transport-settings.js';
import { TlsFiles } from './tls-files.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

// Without openssl no certificate can be made: these tests then show up as skipped.
(HAS_OPENSSL ? describe : describe.skip)('TLS towards registries', () => {
  let certificates: Certificates;
  const callers: string[] = [];
  beforeAll(() => {
    certificates = new Certificates();
    for (const name of ['server', 'client1', 'client2']) certificates.sign(name);
  });
  afterAll(() => certificates.remove());

  /** Wants a certificate of the authority, and notes whose it was. */
  async function secureRegistry(): Promise<string> {
    callers.length = 0;
    const server = createServer({
      key: readFileSync(certificates.path('server.key')),
      cert: readFileSync(certificates.path('server.pem')),
      ca: readFileSync(certificates.path('ca.pem')),
      requestCert: true,
      rejectUnauthorized: false,
    });
    const registry = await FakeRegistry.start((request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      callers.push(subject?.CN?.toString() ?? 'nobody');
      response.writeHead(200, { connection: 'close' }).end();
    }, server);
    cleanups.push(() => registry.stop());
    return registry.url.replace('http:', 'https:');
  }

  function callsWith(url: string, tls: TlsSettings | undefined, clock = systemClock) {
    const deps = depsOf({ clock });
    const calls = createRegistryCalls(settingsFor([url], { tls }), deps);
    cleanups.push(() => calls.close());
    return { beat: () => calls.heartbeat('A', 'i', {}), warnings: deps.warnings };
  }

  it('refuses a registry whose authority is not trusted, and says why', async () => {
    const url = await secureRegistry();
    const { beat } = callsWith(url, undefined);
    expect(await beat()).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
      message: expect.stringMatching(
        /could not be talked to by TLS \([A-Z_]*(CERT|SIGNATURE)[A-Z_]*\): its certificate comes from an authority/,
      ),
    });
    expect(callers).toEqual([]);
  });

  it.each<[string, (made: Certificates) => TlsSettings, string]>([
    ['an authority in PEM', (made) => ({ ca: made.path('ca.pem') }), 'nobody'],
    ['a trust store in PEM', (made) => ({ trustStore: made.path('ca.pem') }), 'nobody'],
    [
      'a trust store in PKCS12 by AES',
      (made) => ({ trustStore: made.trustStore('aes.p12', 'pw1'), trustStorePassword: 'pw1' }),
      'nobody',
    ],
    [
      'a trust store in PKCS12 by triple DES',
      (made) => ({
        trustStore: made.trustStore('des.p12', 'pä1', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'),
        trustStorePassword: 'pä1',
      }),
      'nobody',
    ],
    [
      'an unencrypted trust store in PKCS12',
      (made) => ({ trustStore: made.trustStore('plain.p12', 'pw1', '-certpbe', 'NONE') }),
      'nobody',
    ],
    [
      'a certificate and its key in PEM',
      (made) => ({ ca: made.path('ca.pem'), cert: made.path('client1.pem'), key: made.path('client1.key') }),
      'client1',
    ],
    [
      'stores in PKCS12',
      (made) => ({
        trustStore: made.trustStore('aes.p12', 'pw1'),
        trustStorePassword: 'pw1',
        keyStore: made.keyStore('client2', 'pw2'),
        keyStorePassword: 'pw2',
      }),
      'client2',
    ],
  ])('works with %s', async (_what, tls, caller) => {
    const url = await secureRegistry();
    const { beat, warnings } = callsWith(url, tls(certificates));
    expect(await beat()).toMatchObject({ kind: 'answered', status: 200, server: url });
    expect(callers).toEqual([caller]);
    expect(warnings).toEqual([]);
  });

  it.each<[string, (made: Certificates) => TlsSettings, string]>([
    ['is missing', (made) => ({ ca: made.path('missing.pem') }), 'ENOENT'],
    ['is neither PEM nor PKCS12', (made) => ({ trustStore: made.path('names.cnf') }), 'names.cnf'],
    [
      'has another password',
      (made) => ({ trustStore: made.trustStore('aes.p12', 'pw1'), trustStorePassword: 'secret' }),
      'its password is wrong',
    ],
    [
      'is a JKS store',
      (made) => {
        writeFileSync(made.path('old.jks'), Buffer.from('feedfeed00000002', 'hex'));
        return { keyStore: made.path('old.jks') };
      },
      'JKS',
    ],
    [
      'has a key that does not fit',
      (made) => ({ cert: made.path('client1.pem'), key: made.path('client2.key') }),
      'mismatch',
    ],
  ])('fails and warns once when a file %s', async (_what, tls, reason) => {
    const url = await secureRegistry();
    const { beat, warnings } = callsWith(url, tls(certificates));
    for (let call = 0; call < 2; call++) {
      expect(await beat()).toMatchObject({ reason: 'unreachable', message: expect.stringContaining('TLS files') });
    }
    expect(warnings).toEqual([expect.stringContaining(reason)]);
    expect(warnings.join()).not.toContain('secret');
  });

  it('uses files that have changed, and keeps the old ones when the new ones are broken', async () => {
    const url = await secureRegistry();
    const [cert, key] = [certificates.path('current.pem'), certificates.path('current.key')];
    let stamp = 1_700_000_000;
    const install = (name: string): void => {
      copyFileSync(certificates.path(`${name}.pem`), cert);
      copyFileSync(certificates.path(`${name}.key`), key);
      utimesSync(cert, ++stamp, stamp);
    };
    install('client1');
    let elapsedMs = 0;
    const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + elapsedMs };
    const { beat, warnings } = callsWith(url, { ca: certificates.path('ca.pem'), cert, key }, clock);
    await beat();
    install('client2');
    await beat();
    elapsedMs += 5000;
    await beat();
    expect(callers).toEqual(['client1', 'client1', 'client2']);

    writeFileSync(cert, 'broken');
    elapsedMs += 5000;
    expect(await beat()).toMatchObject({ kind: 'answered' });
    expect(warnings).toEqual([expect.stringContaining('the old ones stay in use')]);
    rmSync(key);
    elapsedMs += 5000;
    expect(await beat()).toMatchObject({ kind: 'answered' });
    install('client1');
    elapsedMs += 5000;
    await beat();
    expect(callers).toEqual(['client1', 'client1', 'client2', 'client2', 'client2', 'client1']);
  });

  it('looks at the files once for concurrent calls', async () => {
    const warnings: string[] = [];
    const files = new TlsFiles(
      { ca: certificates.path('missing.pem') },
      { clock: systemClock, onWarning: (message) => void warnings.push(message) },
    );
    const looks = await Promise.allSettled([files.current(), files.current()]);
    expect(looks.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(warnings).toHaveLength(1);
  });
});
