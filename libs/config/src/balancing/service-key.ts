import { findOption } from '../options/option-table.js';
import type { KnownName } from '../options/option-table.js';
import { nameElements, squash } from '../sources/property-name.js';
import type { NameElement } from '../sources/property-name.js';
import type { Property } from '../sources/property.js';
import { SERVICE_LINK } from '../sources/service-link.js';
import { BALANCING_GROUPS } from './balancing-groups.js';

/** A key for one service, read as the key for all services that it stands for. */
export interface ServiceKey {
  /** As written, in lower case; of a variable without its signs, for nobody can tell them from separators. */
  readonly service: string;
  /** `spring.cloud.loadbalancer.zone` for `spring.cloud.loadbalancer.clients.orders.zone`; a variable's name for a variable. */
  readonly name: string;
  /** What `name` is in the table; undefined for a key that nobody has. */
  readonly known: KnownName | undefined;
}

const SPRING = 'spring.cloud.loadbalancer';
const ZONES = 'ZoneAwareNIWSDiscoveryLoadBalancer';

/** A name of the table that says how services are called. */
function findBalancing(name: string, isVariable: boolean): KnownName | undefined {
  const known = findOption(name, isVariable);
  const isBalancing = BALANCING_GROUPS.some(({ prefix }) => known?.option.key.startsWith(`${prefix}.`));
  return isBalancing && known?.option.key !== `${SPRING}.clients` ? known : undefined;
}

/** Names of services may hold separators: the shortest one that leaves a known key is meant, else the first step. */
function split<T>(
  steps: readonly T[],
  named: (steps: readonly T[]) => string,
  nameOf: (steps: readonly T[]) => string,
  isVariable: boolean,
): ServiceKey | undefined {
  for (let length = 1; length < steps.length; length += 1) {
    const name = nameOf(steps.slice(length));
    const known = findBalancing(name, isVariable);
    if (known !== undefined) {
      return { service: named(steps.slice(0, length)), name, known };
    }
  }
  return steps.length < 2 || isVariable
    ? undefined
    : { service: named(steps.slice(0, 1)), name: nameOf(steps.slice(1)), known: undefined };
}

function dotted(elements: readonly NameElement[]): string {
  return elements.map(({ text, isBracketed }) => (isBracketed ? `[${text}]` : `.${text}`)).join('');
}

function serviceOf(elements: readonly NameElement[]): string {
  return elements
    .map(({ text }) => text)
    .join('.')
    .toLowerCase();
}

function ofDotted(name: string): ServiceKey | undefined {
  const elements = nameElements(name);
  const forms = elements.map(({ text }) => squash(text));
  const startsWith = (prefix: string): boolean => forms.join('.').startsWith(`${prefix}.`);
  if (startsWith(`${SPRING}.clients`)) {
    return split(elements.slice(4), serviceOf, (rest) => SPRING + dotted(rest), false);
  }
  if (startsWith('niws.loadbalancer') || startsWith(ZONES.toLowerCase())) {
    const steps = elements.slice(forms[0] === 'niws' ? 2 : 1);
    const isForAll = forms.includes('default') || findBalancing(name, false) !== undefined;
    const prefix = forms[0] === 'niws' ? 'niws.loadbalancer.default' : `${ZONES}.default`;
    return isForAll ? undefined : split(steps, serviceOf, (rest) => prefix + dotted(rest), false);
  }
  const at = forms.indexOf('ribbon');
  const isHosts = /^(spring|eureka|server|management)$/.test(forms[0] ?? '');
  if (at < 1 || at === forms.length - 1 || isHosts) {
    return undefined;
  }
  const own = `ribbon${dotted(elements.slice(at + 1))}`;
  return { service: serviceOf(elements.slice(0, at)), name: own, known: findBalancing(own, false) };
}

function ofVariable(name: string): ServiceKey | undefined {
  const [, below] = /^SPRING_CLOUD_LOADBALANCER_CLIENTS_(.+)$/i.exec(name) ?? [];
  if (below !== undefined) {
    const joined = (steps: readonly string[]): string => squash(steps.join(''));
    return split(below.split('_'), joined, (rest) => `SPRING_CLOUD_LOADBALANCER_${rest.join('_')}`, true);
  }
  const [, service, key] = /^(?!SPRING_|EUREKA_)(.+?)_RIBBON_(.+)$/i.exec(name) ?? [];
  const known = key === undefined || SERVICE_LINK.test(name) ? undefined : findBalancing(`RIBBON_${key}`, true);
  return service === undefined || known === undefined
    ? undefined
    : { service: squash(service), name: `RIBBON_${key}`, known };
}

/** What a property says of one service; undefined for everything else. */
export function serviceKeyOf({ name, isVariable }: Pick<Property, 'name' | 'isVariable'>): ServiceKey | undefined {
  return isVariable ? ofVariable(name) : ofDotted(name);
}

/** The full name of a key for all services when it is written for one. */
export function keyOfService(key: string, service: string): string {
  if (key.startsWith(`${SPRING}.`)) {
    return `${SPRING}.clients.${service}${key.slice(SPRING.length)}`;
  }
  return key.startsWith('ribbon.') ? `${service}.${key}` : key.replace('.default.', `.${service}.`);
}
