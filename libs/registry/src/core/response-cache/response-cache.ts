import type { Encoding } from '@nest-eureka/protocol';
import type { RegistryListener } from '../registry-event.js';
import type { PayloadAnswer } from './payload.js';
import type { View } from './view.js';

/**
 * The encoded answers to registry reads. An answer holds every change that was published before it was asked for, and its hash
 * fits its list. Stands after the change log among the listeners.
 */
export interface ResponseCache extends RegistryListener {
  /** undefined: nothing of that name (404). Synchronous when the bytes are ready. */
  get(view: View, encoding: Encoding): PayloadAnswer;
  /** The same as one gzip member. */
  getGzip(view: View, encoding: Encoding): PayloadAnswer;
  /** What this node itself has, without other regions, and never older than the last change, whatever `get` shows. */
  current(view: View, encoding: Encoding): PayloadAnswer;
}

/** Shows what was read once until it is refreshed, as Java does; the staleness is the caller's interval (server.md 3.4). */
export interface ReadOnlyResponseCache extends ResponseCache {
  /** To be called every `responseCacheUpdateIntervalMs`. */
  refreshReadOnly(): Promise<void>;
}
