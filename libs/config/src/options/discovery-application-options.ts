import type { InetUtilsSettings } from '../discovery-configuration.js';
import { list, map, optional, optionsFor, single, unusedBy } from './option.js';
import type { Option } from './option.js';
import { booleanType, integerType, literalType, MOST_INT, mountType, patternType, textType } from './value-type.js';

/** `spring.cloud.inetutils.*`: how the own address is found (client.md 4.2). */
export const inetUtilsOptions: { readonly [K in keyof InetUtilsSettings]: Option<InetUtilsSettings[K]> } = optionsFor(
  ['discovery'],
  unusedBy('registry', 'the machine says its own name; eureka.instance.hostname and ip-address say otherwise', {
    defaultHostname: single(textType, 'localhost', 'Host name of last resort.'),
    defaultIpAddress: single(textType, '127.0.0.1', 'Address of last resort.'),
    ignoredInterfaces: list(patternType, 'Network interfaces to leave out, as patterns.'),
    preferredNetworks: list(patternType, 'Networks to prefer, as patterns or beginnings of addresses.'),
    useOnlySiteLocalInterfaces: single(booleanType, false, 'Private addresses only.'),
  }),
);

/** `spring.cloud.*` beside them that a client uses (client.md 4.5, 5.2, 5.5). */
export const discoveryCloudOptions = optionsFor(['discovery'], {
  'discovery.enabled': single(booleanType, true, 'Switches discovery.'),
  'discovery.client.simple.instances': map(
    literalType,
    'Instances that need no registry: <service>[n].uri, or .host, .port and .secure; .instance-id, .metadata.<key>.',
  ),
  'discovery.client.simple.order': single(
    integerType(-MOST_INT - 1, MOST_INT),
    0,
    'Order of these among discovery clients.',
  ),
  'serviceRegistry.autoRegistration.enabled': single(booleanType, true, 'Registers at the start.'),
  ...unusedBy(
    'registry',
    'the machine says its own name; eureka.instance.hostname and ip-address say otherwise',
    unusedBy('discovery', 'the host name is what the machine calls itself, and no name is looked up', {
      'inetutils.timeoutSeconds': single(integerType(0, MOST_INT), 1, 'Limit of asking for the host name.', {
        unit: 's',
      }),
    }),
  ),
});

/** `management.server.*`: where health and status pages are, when not at the application's port (client.md 4.3). */
export const managementOptions = optionsFor(['discovery'], {
  port: optional(integerType(0, 65_535), 'Port of health and status page.', { defaultText: 'port of the application' }),
  basePath: single(mountType, '', 'Path in front of them.', {
    defaultText: 'none',
    legacy: ['management.server.servlet.context-path'],
  }),
});
