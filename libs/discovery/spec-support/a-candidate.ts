import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Candidate } from '../src/balancing/candidate.js';
import { MetadataReader } from '../src/balancing/metadata-reader.js';
import type { Picker, PickRequest, Rule } from '../src/balancing/picker.js';
import { poolOf } from '../src/balancing/pool.js';
import { InstanceStats } from '../src/balancing/stats/instance-stats.js';
import { sampleInstance } from './sample-instance.js';

/** A candidate read from an instance with this metadata. */
export function aCandidate(
  id: string,
  metadata: Readonly<Record<string, string>> = {},
  status: InstanceStatus = 'UP',
): Candidate {
  const reader = new MetadataReader(() => undefined);
  const instance = sampleInstance({ instanceId: id, status, metadata: new Map(Object.entries(metadata)) });
  return reader.read(instance, new InstanceStats());
}

/** `good:0`, `good:1`, … */
export function candidates(count: number, metadata: Readonly<Record<string, string>> = {}, name = 'good'): Candidate[] {
  return Array.from({ length: count }, (_, index) => aCandidate(`${name}:${index}`, metadata));
}

export function pickerOver(rule: Rule, all: readonly Candidate[], previous?: Picker): Picker {
  return rule.build(poolOf(all), previous);
}

/** The id that is picked, or why nobody is. */
export function pickId(picker: Picker, request: Partial<PickRequest> = {}): string {
  const result = picker.pick({ now: 0, ...request });
  return result.type === 'picked' ? result.candidate.id : result.reason;
}

export function pickIds(picker: Picker, times: number, request: Partial<PickRequest> = {}): string[] {
  return Array.from({ length: times }, () => pickId(picker, request));
}

/** So many requests under way on the candidate. */
export function busy(candidate: Candidate, requests: number, now = 0): Candidate {
  for (let request = 0; request < requests; request++) candidate.stats.begin(now);
  return candidate;
}

/** Opens Ribbon's circuit: three connections failed at `now`. */
export function trip(candidate: Candidate, now = 0): Candidate {
  for (let failure = 0; failure < 3; failure++) {
    candidate.stats.begin(now);
    candidate.stats.end({ type: 'failed', fault: 'connect', tookMs: 1 }, now);
  }
  return candidate;
}

/** So many answers that took so long. */
export function answered(candidate: Candidate, tookMs: number, times = 1, now = 0): Candidate {
  for (let answer = 0; answer < times; answer++) {
    candidate.stats.begin(now);
    candidate.stats.end({ type: 'answered', status: 200, tookMs }, now);
  }
  return candidate;
}
