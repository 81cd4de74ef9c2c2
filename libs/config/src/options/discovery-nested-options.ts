import type {
  DiscoveryTimeoutSettings,
  DiscoveryTlsSettings,
  DiscoveryTransportSettings,
} from '../discovery-client-settings.js';
import { optional, optionsFor, single } from './option.js';
import type { Option } from './option.js';
import { booleanType, integerType, literalType, MOST_INT, numberType, textType } from './value-type.js';

const time = integerType(0, MOST_INT);

/** `eureka.client.timeout.*`; where they are not set, the timeouts in seconds hold (client.md 4.5). */
export const timeoutOptions: { readonly [K in keyof DiscoveryTimeoutSettings]: Option<DiscoveryTimeoutSettings[K]> } =
  optionsFor(['discovery'], {
    connectTimeout: optional(time, 'Connect timeout; wins over the one in seconds.', {
      unit: 'ms',
      defaultText: 'eureka-server-connect-timeout-seconds',
    }),
    socketTimeout: optional(time, 'Read timeout; wins over the one in seconds.', {
      unit: 'ms',
      defaultText: 'eureka-server-read-timeout-seconds',
    }),
  });

/** `eureka.client.transport.*` (client.md 3.2, 3.3). */
export const transportOptions: {
  readonly [K in keyof DiscoveryTransportSettings]: Option<DiscoveryTransportSettings[K]>;
} = optionsFor(['discovery'], {
  sessionedClientReconnectIntervalSeconds: single(time, 1_200, 'How long one registry is kept to; 0 is for ever.', {
    unit: 's',
    netflix: 'transport.sessionedClientReconnectIntervalSeconds',
  }),
  retryableClientQuarantineRefreshPercentage: single(
    numberType(0, 1),
    0.66,
    'Share of registries in quarantine at which all are tried anew.',
    { netflix: 'transport.retryableClientQuarantineRefreshPercentage' },
  ),
});

/** `eureka.client.tls.*`: Spring's stores, and PEM files beside them. */
export const tlsOptions: { readonly [K in keyof DiscoveryTlsSettings]: Option<DiscoveryTlsSettings[K]> } = optionsFor(
  ['registry', 'discovery'],
  {
    enabled: single(booleanType, false, 'Uses the stores and files named here.'),
    keyStore: optional(textType, 'Own certificate and key, as PKCS#12 or PEM.'),
    keyStoreType: optional(textType, 'Format of the own certificate.', { defaultText: 'PKCS12' }),
    keyStorePassword: optional(literalType, 'Password of the own certificate.', { isSecret: true }),
    keyPassword: optional(literalType, 'Password of the own key.', { isSecret: true }),
    trustStore: optional(textType, 'Trusted certificates, as PKCS#12 or PEM.'),
    trustStoreType: optional(textType, 'Format of the trusted certificates.', { defaultText: 'PKCS12' }),
    trustStorePassword: optional(literalType, 'Password of the trusted certificates.', { isSecret: true }),
    ca: optional(textType, 'Trusted certificates, as PEM file; read again when it changes.'),
    cert: optional(textType, 'Own certificate, as PEM file; read again when it changes.'),
    key: optional(textType, 'Own key, as PEM file; read again when it changes.'),
  },
);
