import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { metadataWithout } from '../../core/administration/measure.js';
import type { Measure, MeasureKind } from '../../core/administration/measure.js';
import type { Measures } from '../../core/administration/measures.js';

/**
 * An instance out of a snapshot after what operators decided since, and what has ended since; undefined where it may not be there.
 * @param savedAt wall clock, ms: what was decided before that, the instance shows already
 */
export function asDecided(
  instance: InstanceInfo,
  measures: Pick<Measures, 'last'>,
  savedAt: number,
): InstanceInfo | undefined {
  const last = (kind: MeasureKind): Measure | undefined => measures.last(kind, instance.app, instanceIdOf(instance));
  if (last('bar')?.isOver === false) return undefined;
  const since = (kind: MeasureKind): Measure | undefined => {
    const measure = last(kind);
    return measure !== undefined && measure.at >= savedAt ? measure : undefined;
  };
  return withEntries(withOverride(instance, since('override')), since('metadata'));
}

function withOverride(instance: InstanceInfo, measure: Measure | undefined): InstanceInfo {
  if (measure?.status === undefined) return instance;
  const { status, statusBefore = 'UP', isOver } = measure;
  if (!isOver) return { ...instance, overriddenStatus: status };
  // somebody has set another one
  if (instance.overriddenStatus !== status) return instance;
  return {
    ...instance,
    overriddenStatus: 'UNKNOWN',
    status: instance.status === status ? statusBefore : instance.status,
  };
}

function withEntries(instance: InstanceInfo, measure: Measure | undefined): InstanceInfo {
  if (measure?.entries === undefined) return instance;
  const { metadata } = instance;
  if (measure.isOver) return { ...instance, metadata: metadataWithout(measure, metadata) };
  return { ...instance, metadata: new Map([...metadata, ...measure.entries]) };
}
