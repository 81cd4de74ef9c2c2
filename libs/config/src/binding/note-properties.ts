import type { ConfigurationNotice } from '../configuration-notice.js';
import { keyOfService, serviceKeyOf } from '../balancing/service-key.js';
import type { ServiceKey } from '../balancing/service-key.js';
import { findOption, whyUnused } from '../options/option-table.js';
import type { TableOption } from '../options/option-table.js';
import type { Audience } from '../options/option.js';
import { squash } from '../sources/property-name.js';
import type { Property, PropertySource } from '../sources/property.js';
import { SERVICE_LINK } from '../sources/service-link.js';
import { nearestKey } from './nearest-key.js';

function isOurs(property: Property): boolean {
  return property.isVariable
    ? /^EUREKA_(SERVER|CLIENT|INSTANCE|DASHBOARD)_/i.test(property.name) && !SERVICE_LINK.test(property.name)
    : /^eureka\./i.test(property.name);
}

/** In an application of somebody else, what is not Eureka's own and has no use for the client is the application's. */
export function isOfHost(option: TableOption, audience: Audience): boolean {
  return audience === 'discovery' && !/^(eureka|spring\.cloud|ribbon|niws|ZoneAware\w+)\./.test(option.key);
}

function noteUnknown({ name, origin, isVariable }: Property): ConfigurationNotice {
  const nearest = nearestKey(name, isVariable);
  const text = nearest === undefined ? 'unknown key' : `unknown key; the nearest known one is ${nearest}`;
  return { kind: 'unknown', key: name, origin, text };
}

/** Only for who calls by name; a variable of Ribbon's that nobody knows may mean anything. */
function noteUnknownBalancing(
  { name, origin, isVariable }: Property,
  own: ServiceKey | undefined,
  audience: Audience,
): readonly ConfigurationNotice[] {
  const isVariableOfSpring = /^SPRING_CLOUD_LOADBALANCER_/i.test(name);
  const meant = own?.name ?? (isVariableOfSpring || !isVariable ? name : '');
  const [prefix] = /^(spring\.?cloud\.?loadbalancer|ribbon|niws\.loadbalancer)(?=\.)/i.exec(meant) ?? [];
  if (audience === 'registry' || (prefix === undefined && !isVariableOfSpring)) {
    return [];
  }
  const below = isVariableOfSpring ? 'spring.cloud.loadbalancer.' : `${prefix?.toLowerCase()}.`;
  const nearest = nearestKey(meant, isVariable, below);
  const shown = nearest === undefined || own === undefined ? nearest : keyOfService(nearest, own.service);
  const text = shown === undefined ? 'unknown key' : `unknown key; the nearest known one is ${shown}`;
  return [{ kind: 'unknown', key: name, origin, text }];
}

function note(property: Property, audience: Audience, referenced: ReadonlySet<string>): readonly ConfigurationNotice[] {
  const { name, origin, isVariable } = property;
  if (isVariable && /^RIBBON_/i.test(name) && SERVICE_LINK.test(name)) {
    return [];
  }
  const own = serviceKeyOf(property);
  const known = own === undefined ? findOption(name, isVariable) : own.known;
  if (known?.via !== 'key' && referenced.has(squash(name))) {
    return [];
  }
  if (known === undefined) {
    return isOurs(property) ? [noteUnknown(property)] : noteUnknownBalancing(property, own, audience);
  }
  const { option, via } = known;
  const notices: ConfigurationNotice[] = [];
  if (via !== 'key') {
    const whose = via === 'alias' ? "Netflix's name" : 'an older name';
    notices.push({ kind: 'spelling', key: name, origin, text: `${whose}; Spring's key is ${option.key}` });
  }
  const reason = whyUnused(option, audience);
  if (reason !== undefined && !isOfHost(option, audience)) {
    const key = own === undefined ? option.key : keyOfService(option.key, own.service);
    notices.push({ kind: 'known-unused', key, origin, text: `known, not used here, because ${reason}` });
  }
  const isOddZone = /^eureka\.client\.service-?url\.default[-_]?zone$/i.test(name) && !name.endsWith('.defaultZone');
  if (isOddZone && !isVariable) {
    const text = 'names of zones keep their spelling; the default zone is spelt defaultZone';
    notices.push({ kind: 'spelling', key: name, origin, text });
  }
  return notices;
}

/**
 * What is worth saying about the keys that are set: once for each key, at its winning origin. Keys of the user's own that
 * a placeholder asks for are not unknown.
 */
export function noteProperties(
  sources: readonly PropertySource[],
  audience: Audience,
  referenced: ReadonlySet<string>,
): readonly ConfigurationNotice[] {
  const notices = sources.flatMap(({ properties }) =>
    properties.flatMap((property) => note(property, audience, referenced)),
  );
  return [...new Map(notices.map((notice) => [`${notice.kind} ${notice.key}`, notice])).values()];
}
