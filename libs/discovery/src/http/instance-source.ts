import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Cancel } from '@nest-eureka/time';
import type { ServiceInstance } from '../core/service-instance.js';

/** Who knows the instances of every service. Names in any case of letters. */
export interface InstanceSource {
  /** Whatever their status; the same objects as long as an instance does not change. */
  instancesOf(service: string): readonly InstanceInfo[];
  /** As callers know it. */
  serviceInstanceOf(instance: InstanceInfo): ServiceInstance;
  /** There is such a service, or was since the start. */
  isKnown(service: string): boolean;
  /** Names of all services, for messages. */
  services(): readonly string[];
  /** False while nothing was ever read from a registry. */
  readonly isInformed: boolean;
  /** Tells the names, in upper case, whose instances have changed; synchronously. */
  onChange(listener: (services: ReadonlySet<string>) => void): Cancel;
}
