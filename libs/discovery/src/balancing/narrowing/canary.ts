import type { Candidate } from '../candidate.js';
import { PickerGroups } from '../picker-groups.js';
import type { PickRequest, Random, RuleWrapper } from '../picker.js';
import { narrowed } from '../pool.js';
import { hashText } from '../rules/hash-text.js';
import { groupsOf, NarrowingPicker } from './narrowing-picker.js';

export interface CanaryOptions {
  /** Metadata key whose value tells canaries from the others, for instance `version`. */
  readonly label: string;
  /** Value of a canary. */
  readonly value: string;
  /** Share of requests they get, 0…1. Requests with a key stay on their side. */
  readonly share: number;
}

const CANARY = 'canary';
const STABLE = 'stable';
const ALL = 'all';
/** Who is a canary must not depend on which instance a key belongs to. */
const CANARY_SEED = 0x5ca1ab1e;

/** A share of the requests to the instances with a label, the rest to the others; all to one side when the other has nobody. */
export function canary(options: CanaryOptions, random: Random): RuleWrapper {
  const isCanary = ({ instance }: Candidate): boolean => instance.metadata.get(options.label) === options.value;
  return (inner) => ({
    build(pool, previous) {
      const canaries = narrowed(pool, isCanary);
      const stable = narrowed(pool, (candidate) => !isCanary(candidate));
      const parts = new Map([
        [CANARY, canaries],
        [STABLE, stable],
        [ALL, pool],
      ]);
      const oneSided = canaries.usable.length === 0 || stable.usable.length === 0;
      const side = ({ key }: PickRequest): string =>
        (key === undefined ? random() : hashText(key, CANARY_SEED) / 2 ** 32) < options.share ? CANARY : STABLE;
      return new NarrowingPicker(new PickerGroups(inner, parts, groupsOf(previous)), oneSided ? () => ALL : side, ALL);
    },
  });
}
