import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@nest-eureka/time';

/** How long others wait for their turn while a large document is read. */
const DEFAULT_SLICE_MS = 3;

export interface SliceSettings {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** @default 3 */
  readonly sliceMs?: number;
  /** Gives the reading up between two slices. */
  readonly signal?: AbortSignal | undefined;
}

/** Takes steps until they come to their result, and lets the event loop go round whenever a slice of time is used up. */
export async function readInSlices<T>(
  steps: Iterator<void, T, void>,
  { clock, sliceMs = DEFAULT_SLICE_MS, signal }: SliceSettings,
): Promise<T | 'aborted'> {
  for (;;) {
    if (signal?.aborted) return 'aborted';
    const until = clock.monotonic() + sliceMs;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (clock.monotonic() < until);
    await nextTurn();
  }
}
