import type { SimpleInstance } from '../discovery-configuration.js';
import { squash } from '../sources/property-name.js';
import type { Property } from '../sources/property.js';
import type { Binder } from './binder.js';

const PREFIX = 'spring.cloud.discovery.client.simple.instances';

/** What is written about one instance: `orders[0].uri`, or `orders.0.uri` in a variable. */
const ELEMENT = /^(?<service>.+?)(?:\[(?<index>\d+)\]|\.(?<dotted>\d+))\.(?<field>.+)$/;

type Fields = Map<string, Property>;

function fieldsByInstance(binder: Binder): ReadonlyMap<string, ReadonlyMap<number, Fields>> {
  const services = new Map<string, Map<number, Fields>>();
  for (const { key, property } of binder.index.below(PREFIX)) {
    const { service, index, dotted, field } = ELEMENT.exec(key)?.groups ?? {};
    if (service === undefined || field === undefined) {
      if (property.value.trim() !== '') {
        binder.fault('EUREKA_CONFIG_VALUE', `${PREFIX}.${key}`, property, `${PREFIX}.<service>[<number>].uri`);
      }
      continue;
    }
    const instances = services.get(service) ?? new Map<number, Fields>();
    const fields = instances.get(Number(index ?? dotted)) ?? new Map<string, Property>();
    // sources come lowest first
    fields.set(field.startsWith('metadata.') ? field : squash(field), property);
    services.set(service, instances.set(Number(index ?? dotted), fields));
  }
  return services;
}

function readInstance(binder: Binder, serviceId: string, at: number, fields: Fields): SimpleInstance | undefined {
  const key = `${PREFIX}.${serviceId}[${at}]`;
  const text = (name: string): string | undefined => {
    const property = fields.get(name);
    return property && binder.text(`${key}.${name}`, property);
  };
  const metadata = new Map(
    [...fields.keys()]
      .filter((name) => name.startsWith('metadata.'))
      .flatMap((name) => {
        const value = text(name);
        return value === undefined ? [] : [[name.slice('metadata.'.length), value] as const];
      }),
  );
  const uri = text('uri');
  const instanceId = text('instanceid');
  const common = { serviceId: text('serviceid') ?? serviceId, instanceId, metadata };
  const uriProperty = fields.get('uri');
  if (uri !== undefined && uriProperty !== undefined) {
    if (!/^https?:\/\/[^\s/]/i.test(uri) || !URL.canParse(uri)) {
      binder.fault('EUREKA_CONFIG_VALUE', `${key}.uri`, uriProperty, 'an http or https URL');
      return undefined;
    }
    const { hostname: host, port, protocol } = new URL(uri);
    const secure = protocol === 'https:';
    return { ...common, host, port: port === '' ? (secure ? 443 : 80) : Number(port), secure };
  }
  const host = text('host');
  const port = Number(text('port'));
  if (host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535) {
    const first = [...fields.values()][0];
    if (first !== undefined) {
      binder.fault('EUREKA_CONFIG_VALUE', key, { ...first, value: '' }, 'a uri, or host and port from 1 to 65535');
    }
    return undefined;
  }
  return { ...common, host, port, secure: text('secure')?.toLowerCase() === 'true' };
}

/** `spring.cloud.discovery.client.simple.instances.<service>[n].*` (client.md 5.2), by service. */
export function bindSimpleInstances(binder: Binder): ReadonlyMap<string, readonly SimpleInstance[]> {
  const services = [...fieldsByInstance(binder)].map(([service, instances]) => {
    const ordered = [...instances].toSorted(([a], [b]) => a - b);
    return [service, ordered.flatMap(([at, fields]) => readInstance(binder, service, at, fields) ?? [])] as const;
  });
  return new Map(services);
}
