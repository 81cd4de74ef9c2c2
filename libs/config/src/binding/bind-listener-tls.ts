import { resolve } from 'node:path';
import type { RegistryTls } from '../registry-configuration.js';
import type { Binder } from './binder.js';

const PREFIX = 'server.ssl';
const CODE = 'EUREKA_CONFIG_TLS';
const FILES = ['certificate', 'certificate-private-key', 'trust-certificate', 'key-store', 'trust-store'];
const STORE_TYPE = /^(pkcs12|p12|pfx|pem)$/i;

/** TLS of the server itself; undefined where nothing asks for it. What is asked for and cannot be had stops the start. */
export function bindListenerTls(binder: Binder, workingDirectory: string): RegistryTls | undefined {
  const text = (key: string): string | undefined => binder.bind(`${PREFIX}.${key}`) as string | undefined;
  const isEnabled = binder.bind(`${PREFIX}.enabled`) as boolean | undefined;
  const clientAuth = text('client-auth') as RegistryTls['clientAuth'];
  const isAskedFor = clientAuth !== 'none' || FILES.some((key) => text(key) !== undefined);
  const [first] = binder.index.below(PREFIX);
  if (first === undefined || !(isEnabled ?? isAskedFor)) return undefined;
  const refuse = (key: string, allowed: string): void => binder.refuse(`${PREFIX}.${key}`, allowed, CODE);
  const path = (key: string): string | undefined => {
    const written = text(key);
    if (written?.startsWith('classpath:')) refuse(key, 'the path of a file; there is no class path');
    return written === undefined ? undefined : resolve(workingDirectory, written.replace(/^file:(\/\/)?/, ''));
  };
  for (const key of ['key-store-type', 'trust-store-type']) {
    if (!STORE_TYPE.test(text(key) ?? 'PKCS12')) {
      refuse(key, 'PKCS12 or PEM; keytool -importkeystore converts other stores');
    }
  }
  const [certificate, privateKey, keyStore] = [path('certificate'), path('certificate-private-key'), path('key-store')];
  const [trustCertificate, trustStore] = [path('trust-certificate'), path('trust-store')];
  if (keyStore === undefined && (certificate === undefined || privateKey === undefined)) {
    binder.fault(
      CODE,
      `${PREFIX}.${first.key}`,
      first.property,
      missingOf(certificate, privateKey),
      first.key.includes('password'),
    );
  }
  if (certificate !== undefined && keyStore !== undefined) refuse('certificate', 'either certificate or key-store');
  if (trustCertificate !== undefined && trustStore !== undefined)
    refuse('trust-certificate', 'either this or trust-store');
  if (clientAuth !== 'none' && trustCertificate === undefined && trustStore === undefined) {
    refuse('client-auth', 'none, unless trust-certificate or trust-store says who signs the certificates of clients');
  }
  const versions = (binder.bind(`${PREFIX}.enabled-protocols`) as readonly string[]).filter(isVersion);
  if (versions.length === 0 && binder.isSet(`${PREFIX}.enabled-protocols`))
    refuse('enabled-protocols', 'TLSv1.2 or TLSv1.3');
  const ciphers = binder.bind(`${PREFIX}.ciphers`) as readonly string[];
  return {
    cert: certificate,
    key: privateKey,
    keyStore,
    keyStorePassword: text('key-store-password'),
    keyPassword: text('key-password'),
    ca: trustCertificate,
    trustStore,
    trustStorePassword: text('trust-store-password'),
    clientAuth,
    versions,
    ciphers: ciphers.length === 0 ? undefined : ciphers.join(':'),
  };
}

function missingOf(certificate: string | undefined, privateKey: string | undefined): string {
  if (certificate !== undefined) return `${PREFIX}.certificate-private-key beside it, the file of its key`;
  if (privateKey !== undefined) return `${PREFIX}.certificate beside it, the file of the certificate`;
  return `${PREFIX}.certificate with ${PREFIX}.certificate-private-key, or ${PREFIX}.key-store`;
}

function isVersion(text: string): text is RegistryTls['versions'][number] {
  return text === 'TLSv1.2' || text === 'TLSv1.3';
}
