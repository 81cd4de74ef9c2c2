import { list, optional, single, unusedBy } from './option.js';
import { booleanType, enumType, literalType, textType } from './value-type.js';

/** `server.ssl.*`: TLS of the server itself, by Spring Boot's names. The files are read again when they change. */
export const listenerTlsOptions = {
  enabled: optional(booleanType, 'Whether TLS is served.', {
    defaultText: 'true where a certificate or a key store is named',
  }),
  certificate: optional(textType, "The server's certificate and its chain, as PEM file."),
  certificatePrivateKey: optional(textType, 'Its key, as PEM file.'),
  trustCertificate: optional(textType, 'Who signs the certificates of clients, as PEM file.'),
  keyStore: optional(textType, "The server's certificate and key, as PKCS#12 or PEM file."),
  keyStoreType: optional(textType, 'Format of the key store.', { defaultText: 'PKCS12' }),
  keyStorePassword: optional(literalType, 'Password of the key store.', { isSecret: true }),
  keyPassword: optional(literalType, 'Password of the key.', { isSecret: true }),
  trustStore: optional(textType, 'Who signs the certificates of clients, as PKCS#12 or PEM file.'),
  trustStoreType: optional(textType, 'Format of the trust store.', { defaultText: 'PKCS12' }),
  trustStorePassword: optional(literalType, 'Password of the trust store.', { isSecret: true }),
  clientAuth: single(
    enumType('none', 'want', 'need'),
    'none',
    'Whether clients are asked for a certificate, and whether one without is let in.',
  ),
  enabledProtocols: list(textType, 'TLSv1.2 and TLSv1.3, one of them or both.', { defaultText: 'both' }),
  ciphers: list(textType, "Cipher suites, by OpenSSL's names.", { defaultText: "Node's" }),
  ...unusedBy('registry', 'the one key of the store is taken', {
    keyAlias: optional(textType, 'Name of the key in the store.'),
  }),
  ...unusedBy('registry', 'server.ssl.enabled-protocols names the versions', {
    protocol: optional(textType, 'Protocol to use.'),
  }),
};
