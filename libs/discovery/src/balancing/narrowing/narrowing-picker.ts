import type { PickerGroups } from '../picker-groups.js';
import type { Picker, PickRequest, PickResult } from '../picker.js';

/** Picks from the group that `choose` names; when the request excludes all of that, from the one that `otherwise` names. */
export class NarrowingPicker implements Picker {
  constructor(
    readonly groups: PickerGroups,
    private readonly choose: (request: PickRequest) => string,
    private readonly otherwise?: string,
  ) {}

  pick(request: PickRequest): PickResult {
    const result = this.groups.of(this.choose(request)).pick(request);
    if (this.otherwise === undefined || result.type === 'picked' || result.reason !== 'all-excluded') return result;
    return this.groups.of(this.otherwise).pick(request);
  }
}

/** The groups of an earlier picker, to go on from. */
export function groupsOf(previous: Picker | undefined): PickerGroups | undefined {
  return previous instanceof NarrowingPicker ? previous.groups : undefined;
}
