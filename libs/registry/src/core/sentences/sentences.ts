/**
 * What the registry says to people, by a code that stays as it is. `{name}` is filled in; a value whose name ends in `Ms` is a
 * duration. The dashboard says each in the language of whoever looks.
 */
export const SENTENCES = {
  'status.reported': 'The instance says so itself, and nothing overrides it.',
  'status.override': 'An override sets it to {override}, whatever the instance says.',
  'status.itself': 'The instance itself says {reported}.',
  'status.not-routable':
    'The instance says {shown}, which counts before the override {override}: only UP and OUT_OF_SERVICE are overridden.',
  'status.follows-peer': 'Another node told of it so; what the instance itself said is not known here.',
  'status.kept':
    'The instance says {reported}, but {shown} was set by a call of the API and stays until that is taken back or the instance is told another status.',
  'lease.ends': 'Its lease ends in {leftMs} unless it is renewed.',
  'lease.ended': 'Its lease ended {agoMs} ago; it goes with the next eviction run.',
  'lease.ends-held':
    'Its lease ends in {leftMs} unless it is renewed; self-preservation keeps it for {heldMs} more at most:',
  'lease.ended-held': 'Its lease ended {agoMs} ago; self-preservation keeps it for {heldMs} more at most:',
  'lease.ends-kept':
    'Its lease ends in {leftMs} unless it is renewed; self-preservation keeps it until renewals come again:',
  'lease.ended-kept': 'Its lease ended {agoMs} ago; self-preservation keeps it until renewals come again:',
  'gone.unknown': 'Nothing is known of it here.',
  'gone.evicted': 'Its lease ended without a renewal, and it was evicted {agoMs} ago.',
  'gone.cancelled': 'It was cancelled {agoMs} ago.',
  'gone.barred': 'It may not register.',
  'gone.barred-for': 'It may not register for {leftMs} more.',
  'hold.registry':
    '{missing} of {known} instances in the whole registry went silent without a goodbye; none is evicted until at most {percent} % are missing',
  'hold.application':
    '{missing} of {known} instances of {scope} went silent without a goodbye; none is evicted until at most {percent} % are missing',
  'hold.renewals': '{renewals} renewals came in the last full minute, evicting needs more than {threshold}',
  'hold.nobody-expected': 'no client is expected yet, so nothing is evicted',
  'banner.emergency':
    "EMERGENCY! EUREKA MAY BE INCORRECTLY CLAIMING INSTANCES ARE UP WHEN THEY'RE NOT. RENEWALS ARE LESSER THAN THRESHOLD AND HENCE THE INSTANCES ARE NOT BEING EXPIRED JUST TO BE SAFE.",
  'banner.few-renewals':
    'RENEWALS ARE LESSER THAN THE THRESHOLD. THE SELF PRESERVATION MODE IS TURNED OFF. THIS MAY NOT PROTECT INSTANCE EXPIRY IN CASE OF NETWORK/OTHER PROBLEMS.',
  'banner.turned-off':
    'THE SELF PRESERVATION MODE IS TURNED OFF. THIS MAY NOT PROTECT INSTANCE EXPIRY IN CASE OF NETWORK/OTHER PROBLEMS.',
  'warning.open':
    'This registry is open to everybody who can reach it (eureka.server.insecure=true and neither a user nor a token is configured).',
  'peer.congested': '{url}: {deed}',
  'peer.silent': '{url}: {deed}',
  'peer.unreachable': '{url}: {deed}',
  'peer.rejected': '{url}: {deed}',
  'peer.refused': '{url}: {deed}',
  'order.drain': 'drain of {count}{because}',
  'order.restore': 'restore of {count}{because}',
  'order.evict': 'evict of {count}{because}',
  'order.override': 'override of {count}{because}',
  'order.weight': 'weight of {count}{because}',
  'order.metadata': 'metadata of {count}{because}',
  'order.no-json': 'An order must be JSON.',
  'order.unreadable': 'The order cannot be read: {faults}.',
  'order.no-reason':
    'This would {action} {instances} instances; above {limit} (eureka.server.admin-bulk-limit) an order must have a reason. Nothing was done.',
  'metadata.too-many': 'The instance would have {entries} metadata entries; {limit} are allowed.',
  'metadata.no-name': 'A metadata entry has an empty name.',
  'metadata.no-xml': 'The metadata entry {name} has a character that XML cannot carry.',
  'metadata.too-large': 'The instance would have {bytes} bytes of metadata; {limit} are allowed.',
  'body.too-large': 'The body is larger than {limit} bytes (eureka.server.max-body-bytes).',
  'query.limit': 'limit must be a whole number from 1 to {limit}.',
  'query.status': 'status must be UP, DOWN, STARTING, OUT_OF_SERVICE or UNKNOWN, or several with commas.',
  'query.cursor': 'cursor must be the next of a page before.',
  'query.cursor-of-node': 'cursor must be the next of a page before, of this node since its start.',
  'query.kind': 'kind must be one of {kinds}, or several with commas.',
  'query.since': 'since must be a revision, as the change stream tells it.',
  'query.since-at': 'sinceAt must be milliseconds since the epoch, or an ISO time.',
  'query.since-ms': 'since must be milliseconds since the epoch.',
  'instance.unknown': 'No instance {app}/{id} is registered.',
  'stream.off': 'The change stream is switched off (eureka.server.watch.enabled); read /apps/delta instead.',
  'stream.regions': 'A registry that shows other regions has no change stream; read /apps/delta instead.',
  'registry.starting': 'The registry has just started and is not in step yet; try again.',
  'registry.failed': 'The registry failed; its log says why.',
  'registry.too-often': 'This caller asks more than eureka.server.caller-requests-per-second allows.',
  'access.no-credentials': 'Credentials are required (HTTP Basic, or a bearer token).',
  'access.wrong': 'The user name or the password is wrong, or the token is unknown.',
  'access.wrong-password': 'The user name or the password is wrong.',
  'access.other-machine':
    'This registry has no users, so it answers this machine only. Set spring.security.user.name and .password, or eureka.server.insecure=true.',
  'access.no-csrf-token':
    'A change needs the header X-CSRF-Token beside the session cookie; GET /eureka/x/session tells its value.',
  'access.no-cookie':
    'The session of a browser changes nothing by the API for clients; orders go to /eureka/x/admin, anything else needs credentials.',
  'access.role': 'This needs the role {role}, which the user does not have.',
  'access.foreign-page':
    'A page of another site may change nothing here; eureka.server.allowed-hosts lists the sites that are this one.',
  'access.foreign-host': 'This host name is not known here; eureka.server.allowed-hosts lists the ones that are.',
} as const;

export type SentenceCode = keyof typeof SENTENCES;
