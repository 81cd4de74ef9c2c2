import type { InstanceInfo } from '@nest-eureka/protocol';
import { addressesOf } from '../core/response-cache/vip-addresses.js';

/** What of the registry somebody watches: these applications and these VIP addresses; everything when neither is named. */
export interface Selection {
  /** In upper case, in ascending order. */
  readonly apps: readonly string[];
  /** In ascending order. */
  readonly vips: readonly string[];
}

/** Reads the two lists of a query, whose names are set apart by commas. Application names are taken in any case. */
export function selectionOf(apps: string | undefined, vips: string | undefined): Selection {
  return { apps: namesIn(apps?.toUpperCase()), vips: namesIn(vips) };
}

export function isEverything({ apps, vips }: Selection): boolean {
  return apps.length === 0 && vips.length === 0;
}

/** Selections of the same instances have the same name. */
export function selectionName({ apps, vips }: Selection): string {
  return JSON.stringify([apps, vips]);
}

export function selects(selection: Selection, instance: InstanceInfo): boolean {
  if (isEverything(selection) || selection.apps.includes(instance.app)) return true;
  if (selection.vips.length === 0) return false;
  return addressesOf(instance, 'vip').some((address) => selection.vips.includes(address));
}

function namesIn(list = ''): readonly string[] {
  return [...new Set(list.split(',').filter((name) => name !== ''))].toSorted();
}
