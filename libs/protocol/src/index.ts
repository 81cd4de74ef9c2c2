export { INSTANCE_STATUSES, instanceIdOf } from './model/instance-info.js';
export type {
  ActionType,
  DataCenterInfo,
  InstanceInfo,
  InstanceStatus,
  LeaseInfo,
  PortInfo,
} from './model/instance-info.js';
export type { Application, Applications } from './model/applications.js';
export { REPLICATION_ACTIONS, toInstanceStatus } from './model/replication.js';
export type { ReplicationAction, ReplicationInstance, ReplicationInstanceResponse } from './model/replication.js';
export type { StatusInfo } from './model/status-info.js';
export { DEFAULT_DECODE_LIMITS } from './decode-result.js';
export type { DecodeFault, DecodeLimits, DecodeResult } from './decode-result.js';
export type { Detail, Encoding, ProtocolVersion, WireFormat } from './wire-format.js';
export { HEADERS } from './headers.js';
export { documentParts } from './document-parts.js';
export type { ApplicationNesting, DocumentParts, InstanceNesting } from './document-parts.js';
export { encodeApplication, encodeApplications, encodeInstance } from './encode-registry.js';
export { encodeReplicationList, encodeReplicationResponse } from './encode-replication.js';
export { encodeStatusInfo } from './encode-status.js';
export { decodeApplication, decodeApplications, decodeInstance } from './decode-registry.js';
export { decodeApplicationsInSlices } from './slices/decode-applications-in-slices.js';
export type { SliceOptions } from './slices/decode-applications-in-slices.js';
export { decodeReplicationList, decodeReplicationResponse } from './decode-replication.js';
export { decodeStatusInfo } from './decode-status.js';
export { newInstance, newLease } from './model/new-instance.js';
export type { NewInstance } from './model/new-instance.js';
export { EMPTY_TEXT_MAP } from './model/text-map.js';
export { appsHashCode, appsHashCodeOf } from './apps-hash-code.js';
export type { StatusCounts } from './apps-hash-code.js';
export { applyDelta } from './apply-delta.js';
export { PATHS } from './paths.js';
export type { HeartbeatParameters } from './paths.js';
export { isXmlText, xmlText } from './xml/xml-text.js';
