import { environmentName, kebabCase, squash, uniformName } from '../sources/property-name.js';
import {
  eurekaOptions,
  knownEurekaOptions,
  knownSpringOptions,
  listenerOptions,
  springOptions,
} from './application-options.js';
import { clientOptions } from './client-options.js';
import { discoveryCloudOptions, inetUtilsOptions, managementOptions } from './discovery-application-options.js';
import {
  discoveryCoreOptions,
  discoveryDnsOptions,
  discoveryProxyOptions,
  discoveryTermOptions,
} from './discovery-client-options.js';
import { discoveryInstanceOptions, drainOptions, metadataJsonOption } from './discovery-instance-options.js';
import { timeoutOptions, tlsOptions, transportOptions } from './discovery-nested-options.js';
import { instanceOptions, instanceRegistryOptions, knownInstanceOptions } from './instance-options.js';
import { fillOptions } from './fill-options.js';
import { listenerTlsOptions } from './listener-tls-options.js';
import { operationsOptions } from './operations-options.js';
import { knownReplicationOptions } from './known-replication-options.js';
import { knownServerOptions } from './known-server-options.js';
import { below } from './option.js';
import type { Audience, Option } from './option.js';
import { knownRegionOptions, regionOptions } from './region-options.js';
import { BALANCING_GROUPS } from '../balancing/balancing-groups.js';
import { replicationOptions } from './replication-options.js';
import { auditOptions, securityOptions } from './security-options.js';
import { serverOptions } from './server-options.js';
import { snapshotOptions } from './snapshot-options.js';
import { clientWatchOptions, watchOptions } from './watch-options.js';
import { unusedClientOptions } from './unused-client-options.js';
import { userOptions } from './user-options.js';

/** An option at its place in the table. */
export interface TableOption extends Option {
  /** Spring's spelling: `eureka.server.enable-self-preservation`. */
  readonly key: string;
  /** `EUREKA_SERVER_ENABLESELFPRESERVATION`. */
  readonly variable: string;
  /** Netflix's names in full. */
  readonly aliases: readonly string[];
}

/** Options that the documents show together. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly TableOption[];
}

type OptionRecord = Readonly<Record<string, Option>>;

/** Key of an option, from its group's prefix and its name in the group. */
export function optionKey(prefix: string, name: string, { isVerbatim }: Pick<Option, 'isVerbatim'>): string {
  return `${prefix}.${isVerbatim ? name : kebabCase(name)}`;
}

function group(title: string, prefix: string, ...records: readonly OptionRecord[]): OptionGroup {
  const options = records.flatMap((record) =>
    Object.entries(record).map(([name, option]): TableOption => {
      const key = optionKey(prefix, name, option);
      const aliases = option.netflix
        .flatMap((alias) => [`eureka.${alias}`, `${prefix}.${alias}`])
        .filter((alias) => uniformName(alias) !== uniformName(key));
      return { ...option, key, variable: environmentName(key), aliases };
    }),
  );
  return { title, options };
}

/** Every option there is, in the order of the documents. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  group('Listening', 'server', listenerOptions, below('ssl', listenerTlsOptions)),
  group('Management', 'management.server', managementOptions),
  group(
    'Application, profiles and one user',
    'spring',
    springOptions,
    below('cloud', discoveryCloudOptions),
    below('cloud.inetutils', inetUtilsOptions),
    knownSpringOptions,
  ),
  group('Registry', 'eureka.server', serverOptions, userOptions, knownServerOptions),
  group('Replication', 'eureka.server', replicationOptions, fillOptions, knownReplicationOptions),
  group('Remote regions', 'eureka.server', regionOptions, knownRegionOptions),
  group('Snapshot', 'eureka.server.snapshot', snapshotOptions),
  group('Change stream', 'eureka.server.watch', watchOptions),
  group('Operations', 'eureka.server', operationsOptions),
  group('Limits and sessions', 'eureka.server', securityOptions, below('audit', auditOptions)),
  group('Dashboard', 'eureka', eurekaOptions, knownEurekaOptions),
  group(
    'Client',
    'eureka.client',
    clientOptions,
    discoveryTermOptions,
    discoveryCoreOptions,
    discoveryDnsOptions,
    discoveryProxyOptions,
    below('timeout', timeoutOptions),
    below('transport', transportOptions),
    below('tls', tlsOptions),
    below('watch', clientWatchOptions),
    unusedClientOptions,
  ),
  group(
    'Own instance',
    'eureka.instance',
    instanceOptions,
    discoveryInstanceOptions,
    metadataJsonOption,
    below('drain', drainOptions),
    knownInstanceOptions,
  ),
  group('Own instance, for the registry', 'eureka.instance.registry', instanceRegistryOptions),
  ...BALANCING_GROUPS.map(({ title, prefix, options }) => group(title, prefix, options)),
];

/** Every option there is. */
export const OPTIONS: readonly TableOption[] = OPTION_GROUPS.flatMap(({ options }) => options);

/** Why an option has no effect for somebody; undefined where it has. */
export function whyUnused(option: TableOption, audience: Audience): string | undefined {
  if (option.unused[audience] !== undefined || option.for.includes(audience)) {
    return option.unused[audience];
  }
  return audience === 'registry' ? 'it is used by the discovery client' : 'it is used by the registry';
}

/** How a name was found in the table. */
export interface KnownName {
  readonly option: TableOption;
  readonly via: 'key' | 'alias' | 'legacy';
}

function namesOf(option: TableOption): readonly (readonly [string, KnownName['via']])[] {
  return [
    [option.key, 'key'],
    ...option.aliases.map((name) => [name, 'alias'] as const),
    ...option.legacy.map((name) => [name, 'legacy'] as const),
  ];
}

/**
 * Whether a variable may mean this name. Netflix's bare names may not: Kubernetes sets EUREKA_PORT and its like in every
 * container beside a service called eureka.
 */
export function mayBeVariable(name: string): boolean {
  return (
    !name.startsWith('eureka.') ||
    /^eureka\.(server\.|client\.|instance\.|dashboard\.|environment$|datacenter$)/.test(name)
  );
}

function byName(
  form: (name: string) => string,
  accepts: (known: KnownName, name: string) => boolean,
): ReadonlyMap<string, KnownName> {
  const names = new Map<string, KnownName>();
  const all = OPTIONS.flatMap((option) =>
    namesOf(option).map(([name, via]): { name: string; known: KnownName } => ({ name, known: { option, via } })),
  ).filter(({ name, known }) => accepts(known, name));
  // a key is never taken by another option's alias, and of two options with one alias the first has it
  for (const { name, known } of [...all].sort(
    (a, b) => Number(a.known.via !== 'key') - Number(b.known.via !== 'key'),
  )) {
    if (!names.has(form(name))) {
      names.set(form(name), known);
    }
  }
  return names;
}

const byUniformName = byName(uniformName, () => true);
const bySquashedName = byName(squash, ({ via }, name) => via === 'key' || mayBeVariable(name));

/** Finds the option that a dotted name or a variable belongs to; below a list or map that is the list or map. */
export function findOption(name: string, isVariable: boolean): KnownName | undefined {
  const names = isVariable ? bySquashedName : byUniformName;
  const form = isVariable ? squash(name) : uniformName(name);
  const exact = names.get(form);
  if (exact !== undefined) {
    return exact;
  }
  const separator = isVariable ? '_' : '.';
  const steps = (isVariable ? name : form).split(separator);
  for (let length = steps.length - 1; length > 0; length -= 1) {
    const known = names.get(steps.slice(0, length).join(separator).toLowerCase().replaceAll('_', ''));
    if (known !== undefined) {
      return known.option.shape === 'single' ? undefined : known;
    }
  }
  return undefined;
}
