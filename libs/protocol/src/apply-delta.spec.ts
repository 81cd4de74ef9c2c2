import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consistentInstances } from '../spec-support/arbitraries.js';
import { capturedFile } from '../spec-support/captured-file.js';
import { valueOf } from '../spec-support/decoded.js';
import { sampleInstance } from '../spec-support/sample-instance.js';
import { applyDelta } from './apply-delta.js';
import { appsHashCodeOf } from './apps-hash-code.js';
import { decodeApplications } from './decode-registry.js';
import type { Applications } from './model/applications.js';
import { instanceIdOf } from './model/instance-info.js';
import type { InstanceInfo } from './model/instance-info.js';

function registryOf(instances: readonly InstanceInfo[], versionsDelta = 1): Applications {
  const names = [...new Set(instances.map(({ app }) => app))];
  const applications = names.map((name) => ({ name, instances: instances.filter(({ app }) => app === name) }));
  return { versionsDelta, appsHashCode: appsHashCodeOf({ applications }), applications };
}

/** A delta that leads from one set of instances to another, as a server would tell it. */
function deltaBetween(before: readonly InstanceInfo[], after: readonly InstanceInfo[]): Applications {
  const ids = new Set(after.map(instanceIdOf));
  const known = new Set(before.map(instanceIdOf));
  const gone = before.filter((instance) => !ids.has(instanceIdOf(instance)));
  const changes = [
    ...gone.map((instance): InstanceInfo => ({ ...instance, actionType: 'DELETED' })),
    ...after.map((instance): InstanceInfo => ({
      ...instance,
      actionType: known.has(instanceIdOf(instance)) ? 'MODIFIED' : 'ADDED',
    })),
  ];
  return { ...registryOf(changes, 7), appsHashCode: registryOf(after).appsHashCode };
}

const byId = (registry: Applications): unknown =>
  new Map(
    registry.applications.map(({ name, instances }) => [
      name,
      new Map(instances.map((instance) => [instanceIdOf(instance), { ...instance, actionType: undefined }])),
    ]),
  );

describe('a delta', () => {
  it('leads from the old registry to the new one, with equal hash code', () => {
    fc.assert(
      fc.property(consistentInstances, consistentInstances, (before, after) => {
        const delta = deltaBetween(before, after);
        const result = applyDelta(registryOf(before), delta);
        expect(byId(result)).toEqual(byId(registryOf(after)));
        expect(result.appsHashCode).toBe(delta.appsHashCode);
        expect(result.versionsDelta).toBe(7);
      }),
    );
  });

  it('changes nothing when it is applied again', () => {
    fc.assert(
      fc.property(consistentInstances, consistentInstances, (before, after) => {
        const delta = deltaBetween(before, after);
        const once = applyDelta(registryOf(before), delta);
        expect(applyDelta(once, delta)).toEqual(once);
      }),
    );
  });

  const orders = sampleInstance({ instanceId: 'o1', actionType: 'ADDED' });
  const billing = sampleInstance({ app: 'BILLING', instanceId: 'b1', actionType: 'ADDED' });
  const registry = registryOf([orders, billing]);

  it('drops an application with its last instance', () => {
    const result = applyDelta(registry, registryOf([{ ...orders, actionType: 'DELETED' }]));
    expect(result.applications).toEqual([{ name: 'BILLING', instances: [billing] }]);
    expect(result.appsHashCode).toBe('UP_1_');
  });

  it('leaves what it does not name as the same objects in the same places', () => {
    const changed: InstanceInfo = { ...orders, status: 'DOWN', actionType: 'MODIFIED' };
    const result = applyDelta(registry, registryOf([changed]));
    expect(result.applications.map(({ name }) => name)).toEqual(['ORDERS', 'BILLING']);
    expect(result.applications[1]).toBe(registry.applications[1]);
    expect(result.appsHashCode).toBe('DOWN_1_UP_1_');
    expect(registry.applications[0]?.instances).toEqual([orders]);
  });

  it('takes an instance by its id, whatever that comes from', () => {
    const byHost = sampleInstance({ instanceId: undefined, hostName: 'o1', actionType: 'DELETED' });
    expect(applyDelta(registry, registryOf([byHost])).applications).toEqual([
      { name: 'BILLING', instances: [billing] },
    ]);
  });

  it('ignores instances without an action', () => {
    const silent = sampleInstance({ instanceId: 'o2', actionType: undefined });
    expect(applyDelta(registry, registryOf([silent])).applications).toEqual(registry.applications);
  });

  it('of a live Java server is taken in', () => {
    const full = valueOf(decodeApplications(capturedFile('wire-captures/applications.full.json'), 'json'));
    const delta = valueOf(decodeApplications(capturedFile('wire-captures/applications-delta.full.json'), 'json'));
    const changes = delta.applications.flatMap(({ instances }) => instances);
    const ids = applyDelta(full, delta).applications.flatMap(({ instances }) => instances.map(instanceIdOf));
    for (const change of changes) expect(ids.includes(instanceIdOf(change))).toBe(change.actionType !== 'DELETED');
    expect(changes.length).toBeGreaterThan(0);
  });
});
