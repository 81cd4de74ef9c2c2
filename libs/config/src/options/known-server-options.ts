import { map, optional, single, unusedBy } from './option.js';
import { booleanType, enumType, integerType, MOST_INT, literalType, textType } from './value-type.js';

const count = integerType(0, MOST_INT);
const ms = integerType(0, MOST_INT);

const awsOptions = unusedBy('registry', 'it is about Amazon, which this registry does not ask', {
  maxElementsInStatusReplicationPool: single(count, 10_000, 'Most group states that wait for a peer.', {
    netflix: 'maxElementsInStatusReplicationPool',
  }),
  maxThreadsForStatusReplication: single(count, 1, 'Threads that send group states.', {
    netflix: 'maxThreadsForStatusReplication',
  }),
  primeAwsReplicaConnections: single(booleanType, true, 'Opens connections to peers early.', {
    netflix: 'primeAwsReplicaConnections',
  }),
  useAwsAsgApi: single(booleanType, true, 'Asks for the state of scaling groups.', { netflix: 'shouldUseAwsAsgApi' }),
  aSGQueryTimeoutMs: single(ms, 300, 'Timeout of that question.', { unit: 'ms', netflix: 'asgQueryTimeoutMs' }),
  aSGUpdateIntervalMs: single(ms, 300_000, 'How often it is asked.', { unit: 'ms', netflix: 'asgUpdateIntervalMs' }),
  aSGCacheExpiryTimeoutMs: single(ms, 600_000, 'How long an answer holds.', {
    unit: 'ms',
    netflix: 'asgCacheExpiryTimeoutMs',
  }),
  listAutoScalingGroupsRoleName: single(textType, 'ListAutoScalingGroups', 'Role that may list scaling groups.', {
    netflix: 'listAutoScalingGroupsRoleName',
  }),
  aWSAccessId: optional(literalType, 'Access id.', { netflix: 'awsAccessId', isSecret: true }),
  aWSSecretKey: optional(literalType, 'Secret key.', { netflix: 'awsSecretKey', isSecret: true }),
  bindingStrategy: single(enumType('EIP', 'ROUTE53', 'ENI'), 'EIP', 'How the server takes its address.', {
    netflix: 'awsBindingStrategy',
  }),
  eIPBindRebindRetries: single(count, 3, 'Attempts to take an address.', { netflix: 'eipBindRebindRetries' }),
  eIPBindingRetryIntervalMs: single(ms, 300_000, 'How often the address is checked.', {
    unit: 'ms',
    netflix: 'eipBindRebindRetryIntervalMs',
  }),
  eIPBindingRetryIntervalMsWhenUnbound: single(ms, 60_000, 'The same while there is none.', {
    unit: 'ms',
    netflix: 'eipBindRebindRetryIntervalMsWhenUnbound',
  }),
  route53BindRebindRetries: single(count, 3, 'Attempts to take a name.', { netflix: 'route53BindRebindRetries' }),
  route53BindingRetryIntervalMs: single(ms, 300_000, 'How often the name is checked.', {
    unit: 'ms',
    netflix: 'route53BindRebindRetryIntervalMs',
  }),
  route53DomainTTL: single(count, 30, 'How long the name holds.', { unit: 's', netflix: 'route53DomainTTL' }),
});

/** The keys of `eureka.server.*` without effect here, each with its reason (server.md 7). */
export const knownServerOptions = {
  ...unusedBy('registry', 'the cache takes the room it needs', {
    initialCapacityOfResponseCache: single(count, 1_000, 'Entries the response cache starts with.', {
      netflix: 'initialCapacityOfResponseCache',
    }),
  }),
  ...unusedBy('registry', 'there is one codec for each format', {
    jsonCodecName: optional(textType, 'Codec for JSON.', { netflix: 'jsonCodecName' }),
    xmlCodecName: optional(textType, 'Codec for XML.', { netflix: 'xmlCodecName' }),
  }),
  ...unusedBy('registry', 'identity headers are not counted; it has no effect in Spring Cloud either', {
    logIdentityHeaders: single(booleanType, true, 'Counts clients by their identity headers.', {
      netflix: 'auth.shouldLogIdentityHeaders',
    }),
  }),
  ...unusedBy('registry', 'it switches faults of the Java server that are not copied', {
    experimental: map(textType, 'Experiments by name.', { netflix: 'experimental' }),
  }),
  ...unusedBy('registry', 'metrics are always offered, at /actuator/prometheus', {
    'metrics.enabled': single(booleanType, false, 'Offers the number of instances as a metric.'),
  }),
  ...unusedBy('registry', 'paths are not rewritten here', {
    'version.filter.debug.responseHeader': optional(textType, 'Header that shows the rewritten path.'),
  }),
  ...awsOptions,
};
