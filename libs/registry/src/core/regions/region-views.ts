import type { Encoding } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { RegistryEvent } from '../registry-event.js';
import type { PayloadAnswer } from '../response-cache/payload.js';
import type { ReadOnlyResponseCache, ResponseCache } from '../response-cache/response-cache.js';
import { resolveView } from '../response-cache/view.js';
import type { View } from '../response-cache/view.js';
import type { AppWhitelist } from './app-whitelist.js';
import { MergedView } from './merged-view.js';
import type { AnyResponseCache, CreateCache, LocalLeases, MergedViewDeps } from './merged-view.js';
import type { RegionRegistry } from './region-registry.js';

export interface RegionViewsDeps {
  readonly local: LocalLeases;
  /** The answers without any region. */
  readonly localCache: AnyResponseCache;
  readonly regions: readonly RegionRegistry[];
  readonly isShown: AppWhitelist;
  /** Whether readers who name no region see all of them (server.md 5.3). */
  readonly isTransparent: boolean;
  readonly clock: Clock;
  readonly createCache: CreateCache;
}

/** More combinations of regions than that are made anew when they are read again. */
const MAX_COMBINATIONS = 16;

const everythingIsShown: AppWhitelist = () => true;

/**
 * Answers with and without other regions (server.md 5.3 to 5.5): the regions that a reader names, all of them for one who names
 * none, none where that is switched off. Each combination has a list of its own, made when it is first read.
 */
export class RegionViews implements ResponseCache {
  /** The longest unused first. */
  readonly #views = new Map<string, MergedView>();

  constructor(protected readonly deps: RegionViewsDeps) {
    for (const region of deps.regions) {
      region.listen((change) => {
        for (const view of this.#views.values()) view.regionChanged(change);
      });
    }
    // while there is nothing to put in it
    if (deps.isTransparent) this.#named(deps.regions);
  }

  on(event: RegistryEvent): void {
    this.deps.localCache.on(event);
    for (const view of this.#views.values()) view.localChanged(event);
  }

  get(view: View, encoding: Encoding): PayloadAnswer {
    return this.#cacheFor(resolveView(view)).get(view, encoding);
  }

  getGzip(view: View, encoding: Encoding): PayloadAnswer {
    return this.#cacheFor(resolveView(view)).getGzip(view, encoding);
  }

  current(view: View, encoding: Encoding): PayloadAnswer {
    return this.deps.localCache.current(view, encoding);
  }

  /** As `ChangeLog.dropOlderThan`, for the change logs of the regions and of each combination. */
  dropOlderThan(ageMs: number): void {
    for (const { changeLog } of this.deps.regions) changeLog.dropOlderThan(ageMs);
    for (const { changeLog } of this.#views.values()) changeLog.dropOlderThan(ageMs);
  }

  protected *caches(): Generator<AnyResponseCache> {
    yield this.deps.localCache;
    for (const { cache } of this.#views.values()) yield cache;
  }

  #cacheFor(view: View): AnyResponseCache {
    const { localCache, regions, isTransparent } = this.deps;
    const named = view.kind === 'all' || view.kind === 'delta' ? view.regions : undefined;
    // commas alone name nothing (server.md 5.4)
    if (named !== undefined && named !== '') {
      const names = new Set(named.split(','));
      return this.#named(regions.filter(({ name }) => names.has(name)));
    }
    if (!isTransparent) return localCache;
    return view.kind === 'application' ? this.#applicationCache(view.name) : this.#named(regions);
  }

  /** One application comes from one place: from here, else from the first region that has it, white-list or not (server.md 5.3). */
  #applicationCache(app: string): AnyResponseCache {
    const { local, localCache, regions } = this.deps;
    if (local.store.application(app) !== undefined) return localCache;
    const region = regions.find((candidate) => candidate.hasApplication(app));
    if (region === undefined) return localCache;
    const isShown = everythingIsShown;
    return this.#view(`only ${region.name}`, () => this.#create({ local: undefined, regions: [region], isShown }));
  }

  #named(regions: readonly RegionRegistry[]): AnyResponseCache {
    const { local, localCache, isShown } = this.deps;
    if (regions.length === 0) return localCache;
    const key = `with ${regions.map(({ name }) => name).join(',')}`;
    return this.#view(key, () => this.#create({ local, regions, isShown }));
  }

  #create(sources: Pick<MergedViewDeps, 'local' | 'regions' | 'isShown'>): MergedView {
    const { clock, createCache } = this.deps;
    return new MergedView({ ...sources, clock, createCache });
  }

  #view(key: string, create: () => MergedView): AnyResponseCache {
    const view = this.#views.get(key) ?? create();
    this.#views.delete(key);
    this.#views.set(key, view);
    for (const longestUnused of this.#views.keys()) {
      if (this.#views.size <= MAX_COMBINATIONS) break;
      this.#views.delete(longestUnused);
    }
    return view.cache;
  }
}

/** The same over Java's two tiers. */
export class ReadOnlyRegionViews extends RegionViews implements ReadOnlyResponseCache {
  async refreshReadOnly(): Promise<void> {
    for (const cache of Array.from(this.caches())) if ('refreshReadOnly' in cache) await cache.refreshReadOnly();
  }
}
