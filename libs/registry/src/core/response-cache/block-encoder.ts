import type { Clock } from '@nest-eureka/time';
import type { Block } from './block.js';
import { encodeFragment } from './fragment.js';
import type { Fragment } from './fragment.js';
import type { Variant } from './variant.js';

/** What copying a character costs, against writing one. */
const COPY_SHARE = 1 / 32;

/** Keeps the text of blocks: written when it is asked for, again when the block has changed or the text has grown old. */
export class BlockEncoder {
  /** `maxAgeMs` bounds how old the lease times in an answer can be; renewals alone never cause new text. */
  constructor(
    private readonly ownInstanceId: string | undefined,
    private readonly clock: Clock,
    private readonly maxAgeMs: number,
  ) {}

  isReady(block: Block, variant: Variant): boolean {
    return this.#young(block, variant, this.now())?.version === block.version;
  }

  /** The instant to call the others with: once for a whole document, since a look at the clock costs as much as one at a block. */
  now(): number {
    return this.clock.monotonic();
  }

  fragment(block: Block, variant: Variant, now = this.now()): Fragment {
    const kept = this.#young(block, variant, now);
    if (kept?.version === block.version) return kept;
    const fragment = encodeFragment(block, variant, kept, this.ownInstanceId, now);
    this.leaveOutOld(block.fragments, now);
    block.fragments.set(variant, fragment);
    return fragment;
  }

  /** About how many characters are to be written to make the block ready. */
  missingWeight(block: Block, variant: Variant, now = this.now()): number {
    const kept = this.#young(block, variant, now);
    if (kept === undefined) return block.weight;
    if (kept.version === block.version) return 0;
    let weight = kept.bytes.byteLength * COPY_SHARE;
    for (const slot of block.slots) if (!kept.places.has(slot)) weight += slot.weight;
    return weight;
  }

  /** When text written at `oldestAt` must no longer be shown, on the monotonic clock. */
  expiresAt(oldestAt: number): number {
    return oldestAt + this.maxAgeMs;
  }

  /** A variant that nobody asks for any more must not hold its bytes. */
  leaveOutOld(texts: Map<Variant, { readonly oldestAt: number }>, now: number): void {
    for (const [variant, { oldestAt }] of texts) if (now >= this.expiresAt(oldestAt)) texts.delete(variant);
  }

  #young(block: Block, variant: Variant, now: number): Fragment | undefined {
    const fragment = block.fragments.get(variant);
    if (fragment === undefined) return undefined;
    return now < this.expiresAt(fragment.oldestAt) ? fragment : undefined;
  }
}
