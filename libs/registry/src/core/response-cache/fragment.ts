import type { Block } from './block.js';
import type { Slot } from './slot.js';
import { TextPieces } from './text-pieces.js';
import type { Variant } from './variant.js';

/** Where one instance stands in the bytes of a fragment. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The text of a block in one variant: its instances, with what opens and closes their applications and, in front of the first
 * one, the separator from the block before.
 */
export interface Fragment {
  /** The block's version that the text shows. */
  readonly version: number;
  readonly bytes: Buffer;
  /** The bytes as they begin a document, without the separator in front; always the same buffer. */
  readonly firstBytes: Buffer;
  readonly places: ReadonlyMap<Slot, Place>;
  /** Bytes of the separator between applications in front; 0 when the block goes on with an application. */
  readonly leadLength: number;
  /** Bytes of the separator between instances, which stands in front of every place that does not begin an application. */
  readonly separatorLength: number;
  /** Monotonic instant at which the oldest text in it was written. */
  readonly oldestAt: number;
}

/** Writes a block. Text of slots that `kept` already has is copied. */
export function encodeFragment(
  block: Block,
  variant: Variant,
  kept: Fragment | undefined,
  ownInstanceId: string | undefined,
  now: number,
): Fragment {
  const { parts, within } = variant;
  const separator = parts.instanceSeparator(within);
  const pieces = new TextPieces();
  const places = new Map<Slot, Place>();
  let oldestAt = now;
  let leadLength = 0;
  for (const [index, slot] of block.slots.entries()) {
    if (block.startsApplication(index)) {
      pieces.add(parts.applicationSeparator);
      if (index === 0) leadLength = pieces.byteLength;
      pieces.add(parts.applicationOpen(slot.application.name, 'applications'));
    } else pieces.add(separator);
    const start = pieces.byteLength;
    const place = kept?.places.get(slot);
    if (kept !== undefined && place !== undefined) {
      pieces.add(kept.bytes.subarray(place.start, place.end));
      oldestAt = Math.min(oldestAt, kept.oldestAt);
    } else pieces.add(parts.instance(slot.toWire(ownInstanceId), within));
    places.set(slot, { start, end: pieces.byteLength });
    if (block.endsApplication(index)) pieces.add(parts.applicationClose('applications'));
  }
  const bytes = pieces.toBuffer();
  return {
    version: block.version,
    bytes,
    firstBytes: leadLength > 0 ? bytes.subarray(leadLength) : bytes,
    places,
    leadLength,
    separatorLength: Buffer.byteLength(separator),
    oldestAt,
  };
}
