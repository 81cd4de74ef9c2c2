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
export { toInstanceStatus } from './model/replication.js';
export type { ReplicationAction, ReplicationInstance, ReplicationInstanceResponse } from './model/replication.js';
export type { StatusInfo } from './model/status-info.js';
export { DEFAULT_DECODE_LIMITS } from './decode-result.js';
export type { DecodeFault, DecodeLimits, DecodeResult } from './decode-result.js';
export type { Detail, Encoding, ProtocolVersion, WireFormat } from './wire-format.js';
export { HEADERS } from './headers.js';
