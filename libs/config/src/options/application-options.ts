import { list, map, optional, single, unused, unusedBy } from './option.js';
import type { Audience } from './option.js';
import { booleanType, integerType, MOST_INT, mountType, pagePathType, literalType, textType } from './value-type.js';

const both: { readonly for: readonly Audience[] } = { for: ['registry', 'discovery'] };

/** `server.*`: where the server listens. */
export const listenerOptions = {
  port: single(
    integerType(0, 65_535),
    8_761,
    'Port to listen on; 0 takes any free one. PORT is understood as well.',
    both,
  ),
  address: optional(textType, 'Address to listen on.', {
    defaultText: 'loopback without users; every address with users, or when insecure',
  }),
  'servlet.contextPath': single(mountType, '', 'Path in front of everything.', { ...both, defaultText: 'none' }),
};

/** `spring.*` that is used. */
export const springOptions = {
  'application.name': optional(textType, 'Name of this application.', both),
  'profiles.active': list(textType, 'Active profiles, the last one wins.', both),
  'profiles.include': list(textType, 'Profiles that are active as well, before the others.', both),
  'profiles.default': list(textType, 'Profiles that hold when none is active.', { ...both, defaultText: 'default' }),
  'profiles.group': map(textType, 'Profiles that come with a profile.', both),
  'config.name': list(textType, 'Names of the configuration files.', { ...both, defaultText: 'application' }),
  'config.location': list(textType, 'Where they are looked for, in place of ./config/ and ./.', both),
  'config.additionalLocation': list(textType, 'Where they are looked for as well, winning.', both),
  'application.json': optional(textType, 'Options as one JSON object.', { ...both, isSecret: true }),
  'security.user.name': optional(textType, 'Name of the user with every role.', {
    defaultText: 'user, when a password is set',
  }),
  'security.user.password': optional(
    literalType,
    'Its password: plain, or with {bcrypt}, {scrypt} or {noop} in front.',
    {
      isSecret: true,
    },
  ),
};

/** `spring.*` that Spring Cloud Eureka reads and a registry does not (client.md 4.5). */
export const knownSpringOptions = {
  ...unused('other files are named by spring.config.additional-location', {
    'config.import': list(textType, 'Further configuration to read.'),
  }),
  ...unusedBy('registry', 'a configured user has every role; eureka.server.users names users with fewer', {
    'security.user.roles': list(textType, 'Roles of the user.'),
  }),
  ...unused('it belongs to the Java integration', {
    'cloud.discovery.blocking.enabled': single(booleanType, true, 'Offers the blocking client.'),
    'cloud.discovery.reactive.enabled': single(booleanType, true, 'Offers the reactive client.'),
    'cloud.serviceRegistry.autoRegistration.failFast': single(booleanType, false, 'Fails without a registration.'),
    'cloud.serviceRegistry.autoRegistration.registerManagement': single(
      booleanType,
      true,
      'Registers the management port.',
    ),
  }),
};

/** `eureka.*` outside the three great groups. */
export const eurekaOptions = {
  environment: single(textType, 'test', 'Environment that the dashboard shows.'),
  datacenter: single(textType, 'default', 'Data centre that the dashboard shows.'),
  'dashboard.enabled': single(booleanType, true, 'Offers the dashboard.'),
  'dashboard.path': optional(pagePathType, 'Path of the dashboard.', {
    defaultText: '/; inside a Nest application there is no dashboard until its path is set',
  }),
};

/** Netflix's names that no Spring key has in the same unit. */
export const knownEurekaOptions = unused('write eureka.client.eureka-service-url-poll-interval-seconds', {
  serviceUrlPollIntervalMs: single(
    integerType(0, MOST_INT),
    300_000,
    'How often the list of registries is read anew.',
    {
      unit: 'ms',
    },
  ),
});
