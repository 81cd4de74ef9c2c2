/** Effective or overridden state of an instance (protocol spec wire.md 1.2). */
export type InstanceStatus = 'UP' | 'DOWN' | 'STARTING' | 'OUT_OF_SERVICE' | 'UNKNOWN';

/** All statuses in the ascending order that the apps hash code uses (wire.md 6). */
export const INSTANCE_STATUSES: readonly InstanceStatus[] = ['DOWN', 'OUT_OF_SERVICE', 'STARTING', 'UNKNOWN', 'UP'];

/** What happened last to an instance; a delta is read by it (wire.md 1.1). */
export type ActionType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** A port and whether it is in use. `number` is not checked against 0…65535: Java stores what it is sent. */
export interface PortInfo {
  readonly number: number;
  readonly enabled: boolean;
}

/** Where an instance runs. `name` is null only when a registration left it out (wire.md 1.4). */
export type DataCenterInfo =
  | { readonly name: 'MyOwn' | 'Netflix' | null }
  | { readonly name: 'Amazon'; readonly metadata: ReadonlyMap<string, string> };

/** Lease times as written on the wire; instants are ms since the epoch, 0 = never (wire.md 1.3). */
export interface LeaseInfo {
  readonly renewalIntervalInSecs: number;
  readonly durationInSecs: number;
  readonly registrationTimestamp: number;
  readonly lastRenewalTimestamp: number;
  readonly evictionTimestamp: number;
  readonly serviceUpTimestamp: number;
}

/**
 * One registered instance, immutable (wire.md 1.1). An absent optional field is `undefined`, never null; an empty text stays
 * empty, but for hostName and ipAddr, where it counts as absent.
 * `app` is upper case. Timestamps are ms since the epoch.
 */
export interface InstanceInfo {
  readonly instanceId: string | undefined;
  readonly hostName: string | undefined;
  readonly app: string;
  readonly ipAddr: string | undefined;
  /** Deprecated by Netflix; `na` when absent. */
  readonly sid: string;
  readonly status: InstanceStatus;
  readonly overriddenStatus: InstanceStatus;
  readonly port: PortInfo;
  readonly securePort: PortInfo;
  readonly countryId: number;
  readonly dataCenterInfo: DataCenterInfo | undefined;
  readonly leaseInfo: LeaseInfo | undefined;
  readonly metadata: ReadonlyMap<string, string>;
  readonly appGroupName: string | undefined;
  readonly homePageUrl: string | undefined;
  readonly statusPageUrl: string | undefined;
  readonly healthCheckUrl: string | undefined;
  readonly secureHealthCheckUrl: string | undefined;
  readonly vipAddress: string | undefined;
  readonly secureVipAddress: string | undefined;
  readonly isCoordinatingDiscoveryServer: boolean;
  /** Undefined on read when the document has none; a registry sets it. */
  readonly lastUpdatedTimestamp: number | undefined;
  readonly lastDirtyTimestamp: number | undefined;
  readonly actionType: ActionType | undefined;
  readonly asgName: string | undefined;
}

/** Whether Java writes this sid: the two texts that mean "none" are left out (wire.md 1.1). */
export function isWrittenSid(sid: string): boolean {
  return sid !== 'na' && sid !== 'unknown';
}

/** The id that counts: instanceId, else Amazon's `instance-id`, else the host name; '' when there is none (wire.md 1.10). */
export function instanceIdOf(instance: Pick<InstanceInfo, 'instanceId' | 'hostName' | 'dataCenterInfo'>): string {
  if (instance.instanceId) return instance.instanceId;
  const dataCenter = instance.dataCenterInfo;
  const amazonId = dataCenter?.name === 'Amazon' ? dataCenter.metadata.get('instance-id') : undefined;
  return amazonId || instance.hostName || '';
}
