import type { InstanceInfo } from '@nest-eureka/protocol';
import { Lease } from '../lease.js';

/** An instance whose lease another region keeps: shown as it came from there, with the times of that lease. */
export class RegionLease extends Lease {
  override toWire(): InstanceInfo {
    return this.instance;
  }
}
