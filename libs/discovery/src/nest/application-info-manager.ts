import { BehaviorSubject, distinctUntilChanged, filter } from 'rxjs';
import type { Observable } from 'rxjs';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { OwnInstance } from '../core/own-instance.js';

export type MetadataChange = Readonly<Record<string, string | undefined>>;

/**
 * What the application tells of itself: its status and its metadata, for every service name that it registers. What is set
 * before it is registered holds from the first registration on.
 */
export class ApplicationInfoManager {
  readonly #own: OwnInstance[] = [];
  readonly #status = new BehaviorSubject<InstanceStatus | undefined>(undefined);
  #metadata: MetadataChange = {};

  /** The own instance as the registry is told of it, the first of several; undefined before the server listens. */
  get info(): InstanceInfo | undefined {
    return this.#own[0]?.info;
  }

  /** One for each service name; empty before the server listens. */
  get infos(): readonly InstanceInfo[] {
    return this.#own.map(({ info }) => info);
  }

  /** The own status: at once where there is one, then each change. */
  get status$(): Observable<InstanceStatus> {
    return this.#status.pipe(
      filter((status) => status !== undefined),
      distinctUntilChanged(),
    );
  }

  /** No effect once the application leaves. With a health check, its next result wins (client.md 1.11). */
  setInstanceStatus(status: InstanceStatus): void {
    if (this.#own.length === 0) this.#status.next(status);
    for (const own of this.#own) own.setStatus(status);
  }

  /** Adds to the metadata; an undefined value takes an entry out. */
  setMetadata(entries: MetadataChange): void {
    if (this.#own.length === 0) this.#metadata = { ...this.#metadata, ...entries };
    for (const own of this.#own) own.setMetadata(entries);
  }

  /** Takes an instance into the care of this object, which then gets what was set before it was there. */
  adopt(own: OwnInstance): void {
    const status = this.#own.length === 0 ? this.#status.value : this.info?.status;
    if (status !== undefined) own.setStatus(status);
    own.setMetadata(this.#metadata);
    this.#own.push(own);
    own.onChange(({ status: changed }) => {
      if (own === this.#own[0]) this.#status.next(changed);
    });
    if (own === this.#own[0]) this.#status.next(own.info.status);
  }
}
