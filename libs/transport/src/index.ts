export { maskCredentials, withoutCredentials } from './service-url.js';
export type { Answered, CallFailure, CallFailureReason, CallOutcome } from './call-outcome.js';
export type { CallOptions, ReadOptions, RegistryCalls } from './registry-calls.js';
export type {
  BearerToken,
  ConnectionSettings,
  DnsSettings,
  ProxySettings,
  ResolveTxt,
  ServerListSettings,
  TlsSettings,
  TransportDeps,
  TransportSettings,
} from './transport-settings.js';
export type { OpenedStream, WatchCalls, WatchOutcome, WatchRequest } from './watch-calls.js';
export { createRegistryCalls } from './create-registry-calls.js';
export { readApplications } from './cluster/documents.js';
export { Connections } from './endpoint/connections.js';
export type { ConnectionsDeps } from './endpoint/connections.js';
export { EndpointCalls } from './endpoint/endpoint-calls.js';
export type { SendOptions } from './endpoint/endpoint-calls.js';
export type { EndpointAnswer, EndpointFailure, EndpointOutcome } from './endpoint/endpoint-outcome.js';
export type { Decode, EndpointRequest } from './endpoint/endpoint-request.js';
export type { EndpointStream, StreamOutcome } from './endpoint/endpoint-stream.js';
export { Endpoint, parseEndpoint } from './endpoint/endpoint.js';
export { configuredServers } from './server-list/configured-servers.js';
export type { ConfiguredServers } from './server-list/configured-servers.js';
export { dnsServers } from './server-list/dns-servers.js';
export { TlsFiles } from './tls/tls-files.js';
export { RegistryCopy } from './copy/registry-copy.js';
export type { RegistryCopyDeps, RegistryCopySettings } from './copy/registry-copy.js';
export { diskFiles } from './copy/registry-copy-files.js';
export type { CopyFiles } from './copy/registry-copy-files.js';
export { EventReader } from './events/event-reader.js';
export type { StreamEvent } from './events/event-reader.js';
export { FetchPace } from './fetching/fetch-pace.js';
export type { FetchEnd, FetchPaceSettings } from './fetching/fetch-pace.js';
export { ReconciliationPace } from './fetching/reconciliation-pace.js';
export { readInSlices } from './read-in-slices.js';
export type { SliceSettings } from './read-in-slices.js';
export { detectAddress } from './addresses/detect-address.js';
export type { AddressSources, DetectedAddress } from './addresses/detect-address.js';
export { urlHost } from './addresses/ip-address.js';
