import type { Clock } from '@nest-eureka/time';
import type { Block } from './block.js';
import type { BlockEncoder } from './block-encoder.js';
import type { Variant } from './variant.js';

/** As much as is written at once within a request: about 2 ms. */
const MAX_SYNCHRONOUS_WEIGHT = 192 * 1024;

/** How long a slice goes on before it lets others run; one more block may follow, which takes about 1 ms. */
const SLICE_MS = 2;

/** A pass writes what changed during the one before, so each is a fraction of it; what is left then is small. */
const MAX_PASSES = 3;

/** Blocks to be written in a variant. `blocks` is asked again for each pass, since they change meanwhile. */
export interface EncodingJob {
  readonly name: string;
  readonly variant: Variant;
  blocks(): Iterable<Block>;
}

/**
 * Writes many blocks without holding up the event loop: in short slices, one job after the other, since two side by side would
 * each take its slice in the same turn.
 */
export class EncodingQueue {
  readonly #running = new Map<string, Promise<void>>();
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly encoder: BlockEncoder,
    private readonly clock: Clock,
    private readonly yieldToOthers: () => Promise<void>,
  ) {}

  /**
   * Undefined when so little is missing that the caller may have it written at once. Otherwise settles when all but such a
   * little is written; what changes meanwhile is written too, in a bounded number of passes.
   */
  prepare(job: EncodingJob): Promise<void> | undefined {
    const running = this.#running.get(job.name);
    if (running !== undefined) return running;
    if (!this.#isWorthSlicing(job)) return undefined;
    const done = this.#last.then(() => this.#run(job));
    this.#running.set(job.name, done);
    // a fault is told to those who wait for the job; the next job goes on all the same
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #run(job: EncodingJob): Promise<void> {
    try {
      for (let pass = 0; pass < MAX_PASSES && this.#isWorthSlicing(job); pass++) await this.#pass(job);
    } finally {
      this.#running.delete(job.name);
    }
  }

  async #pass(job: EncodingJob): Promise<void> {
    const missing = [...job.blocks()].filter((block) => !this.encoder.isReady(block, job.variant));
    await this.yieldToOthers();
    let startedAt = this.clock.monotonic();
    for (const block of missing) {
      if (this.clock.monotonic() - startedAt >= SLICE_MS) {
        await this.yieldToOthers();
        startedAt = this.clock.monotonic();
      }
      if (block.slots.length > 0) this.encoder.fragment(block, job.variant);
    }
  }

  #isWorthSlicing(job: EncodingJob): boolean {
    const now = this.encoder.now();
    let weight = 0;
    for (const block of job.blocks()) {
      weight += this.encoder.missingWeight(block, job.variant, now);
      if (weight > MAX_SYNCHRONOUS_WEIGHT) return true;
    }
    return false;
  }
}
