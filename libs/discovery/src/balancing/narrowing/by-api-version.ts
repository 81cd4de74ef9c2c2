import { PickerGroups } from '../picker-groups.js';
import { nobody } from '../picker.js';
import type { Picker, PickRequest, PickResult, RuleWrapper } from '../picker.js';
import { splitBy } from '../pool.js';
import type { Pool } from '../pool.js';

/** `spring.cloud.loadbalancer.api-version.*` (client.md 6.7). */
export interface ApiVersionOptions {
  /** For requests that name no version. */
  readonly defaultVersion?: string;
  /** A request must name a version, or there must be a default. @default false */
  readonly required?: boolean;
  /** All instances, when none has the version. @default false */
  readonly fallbackToAvailableInstances?: boolean;
}

/** Not a version: those are never empty. */
const ALL = '';

/** Only instances whose metadata `API_VERSION` is the version asked for (client.md 6.7, API version supplier). */
export function byApiVersion(options: ApiVersionOptions = {}): RuleWrapper {
  return (inner) => ({
    build(pool, previous) {
      const before = previous instanceof ApiVersionPicker ? previous.groups : undefined;
      const parts = splitBy(pool, (candidate) => candidate.apiVersion).set(ALL, pool);
      return new ApiVersionPicker(pool, new PickerGroups(inner, parts, before), options);
    },
  });
}

class ApiVersionPicker implements Picker {
  constructor(
    private readonly pool: Pool,
    readonly groups: PickerGroups,
    private readonly options: ApiVersionOptions,
  ) {}

  pick(request: PickRequest): PickResult {
    const version = request.apiVersion ?? this.options.defaultVersion;
    if (version === undefined && this.options.required) return nobody('version-required');
    // nobody there at all is told as such, not as a missing version
    if (this.pool.usable.length === 0) return this.groups.of(ALL).pick(request);
    if (version && this.groups.has(version)) {
      const result = this.groups.of(version).pick(request);
      if (result.type === 'picked' || !this.options.fallbackToAvailableInstances) return result;
    }
    return this.options.fallbackToAvailableInstances ? this.groups.of(ALL).pick(request) : nobody('no-such-version');
  }
}
