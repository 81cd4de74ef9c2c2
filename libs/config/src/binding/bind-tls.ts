import { resolve } from 'node:path';
import type { DiscoveryTlsSettings } from '../discovery-client-settings.js';
import type { DiscoveryTls } from '../discovery-configuration.js';
import { tlsOptions } from '../options/discovery-nested-options.js';
import type { Binder } from './binder.js';

const PREFIX = 'eureka.client.tls';
const CODE = 'EUREKA_CONFIG_TLS';

/** The stores and files of the client; undefined where TLS needs nothing but what Node trusts. */
export function bindTls(binder: Binder, workingDirectory: string): DiscoveryTls | undefined {
  const settings = binder.bindGroup<DiscoveryTlsSettings>(PREFIX, tlsOptions);
  if (!settings.enabled) {
    return undefined;
  }
  const path = (key: string, written: string | undefined): string | undefined => {
    if (written?.startsWith('classpath:')) {
      binder.refuse(`${PREFIX}.${key}`, 'the path of a file; there is no class path', CODE);
    }
    return written === undefined ? undefined : resolve(workingDirectory, written.replace(/^file:(\/\/)?/, ''));
  };
  for (const [key, type] of [
    ['key-store-type', settings.keyStoreType],
    ['trust-store-type', settings.trustStoreType],
  ] as const) {
    if (type !== undefined && !/^(pkcs12|p12|pfx|pem)$/i.test(type)) {
      binder.refuse(`${PREFIX}.${key}`, 'PKCS12 or PEM; keytool -importkeystore converts other stores', CODE);
    }
  }
  if ((settings.cert === undefined) !== (settings.key === undefined)) {
    binder.refuse(`${PREFIX}.${settings.cert === undefined ? 'key' : 'cert'}`, 'cert and key together', CODE);
  }
  if (settings.cert !== undefined && settings.keyStore !== undefined) {
    binder.refuse(`${PREFIX}.cert`, 'either cert and key or key-store', CODE);
  }
  if (settings.ca !== undefined && settings.trustStore !== undefined) {
    binder.refuse(`${PREFIX}.ca`, 'either ca or trust-store', CODE);
  }
  return {
    keyStore: path('key-store', settings.keyStore),
    keyStorePassword: settings.keyStorePassword,
    keyPassword: settings.keyPassword,
    trustStore: path('trust-store', settings.trustStore),
    trustStorePassword: settings.trustStorePassword,
    ca: path('ca', settings.ca),
    cert: path('cert', settings.cert),
    key: path('key', settings.key),
  };
}
