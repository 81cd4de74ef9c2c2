import type { Lease } from '../../core/lease.js';
import type { OverrideRecord } from '../../core/override-record.js';
import { contentHash, textHash } from './instance-content.js';

/** Tells the last word about the override of an instance id. */
export interface OverrideWords {
  record(id: string): OverrideRecord | undefined;
}

/** 32 bits, the same for what is the same on two nodes: the instance, and the last word about its override. */
export function copyHash({ id, instance }: Pick<Lease, 'id' | 'instance'>, overrides: OverrideWords): number {
  const word = overrides.record(id);
  const hash = contentHash(instance);
  return word === undefined ? hash : (hash + textHash(`${word.status ?? ''}@${word.at}`)) >>> 0;
}
