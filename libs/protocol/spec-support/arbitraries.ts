import fc from 'fast-check';
import type { Application, Applications, DataCenterInfo, InstanceInfo, LeaseInfo } from '../src/index.js';
import { INSTANCE_STATUSES, instanceIdOf } from '../src/index.js';
import { isXmlText } from '../src/xml/xml-text.js';

/** Any text that XML can carry: letters of all planes, markup, white space, escapes. */
export const speakableText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => Array.from(text).filter(isXmlText).join('')),
  fc.string({
    unit: fc.constantFrom('<', '&', ';', '"', "'", '\n', '\r', '\t', ' ', '\\', '_', '$', ']]>', 'é', '😀'),
  }),
);

/** Keys that have gone wrong somewhere before, beside any other; never empty, never JSON's reserved `@class`. */
export const metadataKey: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      '0',
      '1',
      '42',
      'a_b',
      'ns:key',
      '_.0041',
      '#text',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  )
  .filter((key) => key !== '' && key !== '@class');

const textMap = fc.array(fc.tuple(metadataKey, speakableText), { maxLength: 5 }).map((entries) => new Map(entries));

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const optionalText = optional(speakableText);

/** Present means not empty. */
const optionalName = optional(speakableText.filter((text) => text !== ''));

const instant = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const seconds = fc.integer({ min: 1, max: 86_400 });
const port = fc.record({ number: fc.integer({ min: 0, max: 65_535 }), enabled: fc.boolean() });

const leaseInfo: fc.Arbitrary<LeaseInfo> = fc.record({
  renewalIntervalInSecs: seconds,
  durationInSecs: seconds,
  registrationTimestamp: instant,
  lastRenewalTimestamp: instant,
  evictionTimestamp: instant,
  serviceUpTimestamp: instant,
});

const dataCenterInfo: fc.Arbitrary<DataCenterInfo> = fc.oneof(
  fc.record({ name: fc.constantFrom('MyOwn' as const, 'Netflix' as const, null) }),
  fc.record({ name: fc.constant('Amazon' as const), metadata: textMap }),
);

/** An instance as a reader gives it: `app` and `appGroupName` in upper case, an id in the metadata already promoted. */
export const anyInstance: fc.Arbitrary<InstanceInfo> = fc
  .record({
    instanceId: optionalText,
    hostName: optionalName,
    app: speakableText.map((text) => text.toUpperCase()),
    ipAddr: optionalName,
    sid: fc.constantFrom('na', 'sid-1', ''),
    status: fc.constantFrom(...INSTANCE_STATUSES),
    overriddenStatus: fc.constantFrom(...INSTANCE_STATUSES),
    port,
    securePort: port,
    countryId: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    dataCenterInfo: optional(dataCenterInfo),
    leaseInfo: optional(leaseInfo),
    metadata: textMap,
    appGroupName: optional(speakableText.map((text) => text.toUpperCase())),
    homePageUrl: optionalText,
    statusPageUrl: optionalText,
    healthCheckUrl: optionalText,
    secureHealthCheckUrl: optionalText,
    vipAddress: optionalText,
    secureVipAddress: optionalText,
    isCoordinatingDiscoveryServer: fc.boolean(),
    lastUpdatedTimestamp: optional(instant),
    lastDirtyTimestamp: optional(instant),
    actionType: optional(fc.constantFrom('ADDED' as const, 'MODIFIED' as const, 'DELETED' as const)),
    asgName: optionalText,
  })
  .filter((instance) => instance.instanceId !== undefined || !instance.metadata.has('instanceId'));

/** What the compact form keeps of an instance; the rest is what a reader takes for absent. */
export function compacted(instance: InstanceInfo): InstanceInfo {
  return {
    ...instance,
    sid: 'na',
    overriddenStatus: 'UNKNOWN',
    countryId: 1,
    dataCenterInfo: compactedDataCenter(instance.dataCenterInfo),
    leaseInfo: undefined,
    metadata: new Map(),
    appGroupName: undefined,
    homePageUrl: undefined,
    statusPageUrl: undefined,
    healthCheckUrl: undefined,
    secureHealthCheckUrl: undefined,
    isCoordinatingDiscoveryServer: false,
    lastDirtyTimestamp: undefined,
  };
}

function compactedDataCenter(dataCenter: DataCenterInfo | undefined): DataCenterInfo | undefined {
  if (dataCenter?.name !== 'Amazon') return dataCenter;
  const kept = ['instance-id', 'public-ipv4', 'public-hostname', 'local-ipv4', 'availability-zone'];
  return { name: 'Amazon', metadata: new Map([...dataCenter.metadata].filter(([key]) => kept.includes(key))) };
}

const anyApplication: fc.Arbitrary<Application> = fc.record({
  name: speakableText,
  instances: fc.array(anyInstance, { maxLength: 3 }),
});

/** Any registry document. */
export const anyApplications: fc.Arbitrary<Applications> = fc.record({
  versionsDelta: fc.integer({ min: -1, max: 1_000_000 }),
  appsHashCode: speakableText,
  applications: fc.array(anyApplication, { maxLength: 3 }),
});

/** A registry in which every id occurs once and every application has an instance; few names, so that two overlap. */
export const consistentInstances: fc.Arbitrary<readonly InstanceInfo[]> = fc.uniqueArray(
  fc
    .tuple(anyInstance, fc.constantFrom('A', 'B', 'C'), fc.constantFrom('1', '2', '3', '4'))
    .map(([instance, app, id]) => ({ ...instance, app, instanceId: `${app}:${id}` })),
  { selector: instanceIdOf, maxLength: 8 },
);
