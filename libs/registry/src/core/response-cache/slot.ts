import type { ActionType, InstanceInfo } from '@nest-eureka/protocol';
import type { Lease } from '../lease.js';
import type { Block } from './block.js';
import { instanceWeight } from './instance-weight.js';

/** An application in a list of blocks: its slots follow each other, in one block or over several that follow each other. */
export interface ListedApplication {
  readonly name: string;
  readonly slots: Map<string, Slot>;
  readonly blocks: Block[];
}

/** An instance in a list, as it was when it was put there. A change of the lease takes another slot, so equal slots have equal text. */
export class Slot {
  /** The block that holds the slot; it moves when blocks are split or joined. */
  block: Block | undefined;
  readonly instance: InstanceInfo;
  readonly weight: number;

  /** `actionType` is shown in place of the instance's own, for a delta. */
  constructor(
    readonly application: ListedApplication,
    readonly lease: Lease,
    private readonly actionType: ActionType | undefined,
  ) {
    this.instance = lease.instance;
    this.weight = instanceWeight(lease.instance);
  }

  toWire(ownInstanceId: string | undefined): InstanceInfo {
    const instance = this.lease.toWire(ownInstanceId);
    return this.actionType === undefined || this.actionType === instance.actionType
      ? instance
      : { ...instance, actionType: this.actionType };
  }
}
