import { encodeApplications } from '@nest-eureka/protocol';
import type { Application, InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { assembleRegistry } from '../../src/core/assemble.js';
import type { RegistryCore } from '../../src/core/assemble.js';
import type { Payload } from '../../src/core/response-cache/payload.js';
import { readPosition } from '../../src/watch/position.js';
import { RegistryView } from '../../src/watch/registry-view.js';
import { selectionOf, selects } from '../../src/watch/selection.js';
import type { SubscriptionOptions } from '../../src/watch/subscriber.js';
import { Watch } from '../../src/watch/watch.js';
import type { Subscription, WatchSettings } from '../../src/watch/watch.js';
import { WatchTexts } from '../../src/watch/watch-texts.js';
import { settle } from '../response-cache/turns.js';
import { sampleInstance } from '../sample-instance.js';
import { UNGUARDED } from '../sample-registry.js';
import { StreamReader } from './stream-reader.js';

const SETTINGS: WatchSettings = { node: 'node-1', maxSubscribers: 100, coalesceMs: 50, stallMs: 30_000 };
const JSON_FULL = { format: 'json', detail: 'full', version: 'v2' } as const;

/** A stream that a test has opened. */
export interface OpenStream {
  readonly id: string;
  readonly reader: StreamReader;
  readonly subscription: Subscription;
}

/** A registry with a change stream, on a clock that stands still. */
export class WatchedRegistry {
  readonly core: RegistryCore<{ readonly watch: Watch }>;
  readonly errors: unknown[] = [];
  #ids = 0;

  constructor(
    settings: Partial<WatchSettings> = {},
    readonly clock = new ManualClock(),
  ) {
    const all = { ...SETTINGS, ...settings };
    this.core = assembleRegistry(
      UNGUARDED,
      this.clock,
      () => 0,
      ({ store, changeLog }) => {
        const view = new RegistryView(store, changeLog, undefined);
        const wholeRegistry = async (): Promise<Payload> => {
          // as the response cache does when there is much to write: what is read then is later than what was asked for
          await settle();
          const text = encodeApplications(view.snapshot(selectionOf(undefined, undefined)), JSON_FULL);
          const bytes = Buffer.from(text);
          return { chunks: [bytes], byteLength: bytes.length, revision: view.revision, tag: 'whole' };
        };
        const yieldToOthers = (): Promise<void> => Promise.resolve();
        const texts = new WatchTexts({ view, node: all.node, wholeRegistry, yieldToOthers });
        const onError = (error: unknown): void => void this.errors.push(error);
        return { watch: new Watch({ view, texts, clock: this.clock, yieldToOthers, onError }, all) };
      },
    );
  }

  get watch(): Watch {
    return this.core.extra.watch;
  }

  register(app: string, instanceId: string, changes: Partial<InstanceInfo> = {}): void {
    this.core.leases.register(app, sampleInstance({ app, instanceId, ...changes }), 'client');
  }

  cancel(app: string, instanceId: string): void {
    this.core.leases.cancel(app, instanceId, 'client');
  }

  setStatus(app: string, instanceId: string, status: InstanceInfo['status']): void {
    this.core.leases.overrideStatus(app, instanceId, status, undefined, 'client');
  }

  /** Opens a stream; it must be let in. */
  open(
    { apps, vips, since }: { readonly apps?: string; readonly vips?: string; readonly since?: string | undefined } = {},
    options: Partial<SubscriptionOptions> = {},
    reader = new StreamReader(() => this.selectedBy(apps, vips)),
  ): OpenStream {
    const id = `stream-${++this.#ids}`;
    const all = { id, wantsSnapshots: true, confirms: false, ...options };
    const subscription = this.watch.subscribe(selectionOf(apps, vips), all, reader, readPosition(since));
    if (subscription === undefined) throw new Error('nobody is let in');
    return { id, reader, subscription };
  }

  /** Lets time pass, with everything that is to be written. */
  async pass(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms);
    for (let turn = 0; turn < 5; turn++) await settle();
  }

  selectedBy(apps: string | undefined, vips: string | undefined): readonly Application[] {
    const selection = selectionOf(apps, vips);
    return Array.from(this.core.store.applications(), ([name, leases]) => ({
      name,
      instances: [...leases.values()].map(({ instance }) => instance).filter((each) => selects(selection, each)),
    }));
  }

  /** As a reader's `copy` should be. */
  expected(apps?: string, vips?: string): readonly string[] {
    return this.selectedBy(apps, vips)
      .flatMap(({ name, instances }) => instances.map((each) => `${name}/${each.instanceId} ${each.status}`))
      .toSorted();
  }
}
