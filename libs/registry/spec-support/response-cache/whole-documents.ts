import { appsHashCode, appsHashCodeOf, encodeApplication, encodeApplications } from '@nest-eureka/protocol';
import type { Application, Encoding } from '@nest-eureka/protocol';
import type { RegistryParts } from '../../src/core/assemble.js';
import type { View } from '../../src/core/response-cache/view.js';
import { hasAddress } from '../../src/core/response-cache/vip-addresses.js';

/** The registry as it is now, straight from the store. */
export function listedApplications({ store }: RegistryParts): readonly Application[] {
  return Array.from(store.applications(), ([name, leases]) => ({
    name,
    instances: Array.from(leases.values(), (lease) => lease.toWire('own')),
  }));
}

/** The delta as it is now, straight from the change log. */
export function changedApplications({ changeLog }: RegistryParts): readonly Application[] {
  return changeLog.changes().map(({ app, leases }) => ({
    name: app,
    instances: leases.map(({ lease, actionType }) => ({ ...lease.toWire('own'), actionType })),
  }));
}

/** The document of a view, written in one go by the protocol's encoder from the store and the change log. */
export function wholeDocument(registry: RegistryParts, view: View, encoding: Encoding): string | undefined {
  const all = listedApplications(registry);
  if (view.kind === 'application') {
    const application = all.find(({ name }) => name === view.name);
    return application && encodeApplication(application, encoding);
  }
  if (view.kind === 'all' || view.kind === 'delta') {
    const isDelta = view.kind === 'delta';
    const hash = appsHashCode(registry.store.statusCounts());
    const versionsDelta = isDelta ? registry.changeLog.revision + 1 : 1;
    const applications = isDelta ? changedApplications(registry) : all;
    return encodeApplications({ versionsDelta, appsHashCode: hash, applications }, encoding);
  }
  const { kind, address } = view;
  const applications = all
    .map(({ name, instances }) => ({ name, instances: instances.filter((one) => hasAddress(one, kind, address)) }))
    .filter(({ instances }) => instances.length > 0);
  return encodeApplications(
    { versionsDelta: -1, appsHashCode: appsHashCodeOf({ applications }), applications },
    encoding,
  );
}
