import { documentParts } from '@nest-eureka/protocol';
import type { DocumentParts, Encoding } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import type { LeaseStore } from '../lease-store.js';
import { BlockEncoder } from './block-encoder.js';
import type { ChangeSource } from './change-source.js';
import { DocumentBuilder } from './document-builder.js';
import { DocumentTags } from './document-tags.js';
import { EncodingQueue } from './encoding-queue.js';
import { GzipStore } from './gzip/gzip-store.js';
import type { PlainDocuments } from './gzip/gzip-store.js';
import { IncrementalGzip } from './gzip/incremental-gzip.js';
import { QuietCompression } from './gzip/quiet-compression.js';
import { gzipWhole } from './gzip/whole-gzip.js';
import { ReadOnlyStore } from './read-only-store.js';
import type { ReadOnlyResponseCache, ResponseCache } from './response-cache.js';
import type { ResponseCacheSettings } from './response-cache-settings.js';
import { Variants } from './variant.js';
import { nameAsJava, nameByContent } from './view-name.js';
import { ViewStore } from './view-store.js';
import { resolveView } from './view.js';

export interface ResponseCacheDeps {
  readonly store: LeaseStore;
  readonly changeLog: ChangeSource;
  /** Id of the server's own instance, which alone is shown as coordinating. */
  readonly ownInstanceId: string | undefined;
  readonly clock: TimerClock;
  /** Comes back when others have had their turn on the event loop. */
  readonly yieldToOthers: () => Promise<void>;
  readonly settings: ResponseCacheSettings;
  /** Tells the documents of this process from those of another one in their tags. */
  readonly processTag: string;
  /** How documents are written. @default the protocol's `documentParts` */
  readonly documentParts?: (encoding: Encoding) => DocumentParts;
}

interface Tiers {
  readonly views: ViewStore;
  readonly on: ResponseCache['on'];
}

function createTiers(deps: ResponseCacheDeps): Tiers {
  const { store, changeLog, clock, settings } = deps;
  const encoder = new BlockEncoder(deps.ownInstanceId, clock, settings.maxAgeMs);
  const builder = new DocumentBuilder({
    store,
    changeLog,
    encoder,
    variants: new Variants(deps.documentParts ?? documentParts),
    queue: new EncodingQueue(encoder, clock, deps.yieldToOthers),
    deltaVersion: settings.deltaVersions === 'generated' ? countGenerated() : () => changeLog.revision + 1,
    tags: new DocumentTags(deps.processTag),
  });
  const views = new ViewStore(builder, clock, nameOf(settings), settings.maxSubjects);
  return {
    views,
    on(event) {
      for (const subject of builder.apply(event)) views.drop(subject);
    },
  };
}

function nameOf(settings: ResponseCacheSettings): typeof nameAsJava {
  return settings.deltaVersions === 'generated' ? nameAsJava : nameByContent;
}

/** Two counters, with and without regions, one step for each delta that is written (server.md 3.5). */
function countGenerated(): (hasRegions: boolean) => number {
  let plain = 0;
  let withRegions = 0;
  return (hasRegions) => (hasRegions ? ++withRegions : ++plain);
}

/** A cache that shows every change at once. */
export function createResponseCache(deps: ResponseCacheDeps): ResponseCache {
  const { views, on } = createTiers(deps);
  const readers = readersOf(deps, views);
  return { on, ...readers, current: readers.get };
}

/** Java's two tiers: what was read once is shown unchanged, absence too, until `refreshReadOnly` (server.md 3.3, 3.4). */
export function createReadOnlyResponseCache(deps: ResponseCacheDeps): ReadOnlyResponseCache {
  const { settings, yieldToOthers } = deps;
  const { views, on } = createTiers(deps);
  const read: ResponseCache['get'] = (view, encoding) => views.get(view, encoding);
  const readOnly = new ReadOnlyStore(read, nameOf(settings), settings.maxSubjects, yieldToOthers);
  const current: ResponseCache['get'] = (view, encoding) => read(resolveView(view), encoding);
  return { on, ...readersOf(deps, readOnly), current, refreshReadOnly: () => readOnly.refresh() };
}

function readersOf(
  { clock, yieldToOthers, settings }: ResponseCacheDeps,
  documents: PlainDocuments,
): Pick<ResponseCache, 'get' | 'getGzip'> {
  const { compress } = new IncrementalGzip(clock, yieldToOthers);
  const quiet = new QuietCompression(gzipWhole, clock, settings.quietMs);
  const gzip = new GzipStore(documents, compress, quiet, nameOf(settings));
  return {
    get: (view, encoding) => documents.get(resolveView(view), encoding),
    getGzip: (view, encoding) => gzip.get(resolveView(view), encoding),
  };
}
