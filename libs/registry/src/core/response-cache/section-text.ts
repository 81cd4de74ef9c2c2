import type { BlockEncoder } from './block-encoder.js';
import { stretchOf } from './stretch.js';
import type { Stretch } from './stretch.js';
import type { Section } from './section.js';
import type { Variant } from './variant.js';

/** The text of a section in one variant: the same object as long as the text is the same. */
export interface SectionText {
  /** The section's version that the text shows. */
  readonly version: number;
  readonly stretch: Stretch;
  /** Monotonic instant at which the oldest text in it was written. */
  readonly oldestAt: number;
}

/** Whether the text is there, and neither outdated nor too old. */
export function isReady(section: Section, variant: Variant, encoder: BlockEncoder, now: number): boolean {
  const kept = section.texts.get(variant);
  return kept?.version === section.version && now < encoder.expiresAt(kept.oldestAt);
}

/** The text of a section, put together anew out of that of its blocks unless it is ready. */
export function sectionText(section: Section, variant: Variant, encoder: BlockEncoder, now: number): SectionText {
  const kept = section.texts.get(variant);
  if (kept !== undefined && isReady(section, variant, encoder, now)) return kept;
  const pieces: Buffer[] = [];
  let textAt = Infinity;
  for (const block of section.blocks) {
    const { bytes, firstBytes, oldestAt } = encoder.fragment(block, variant, now);
    const beginsDocument = section.previous === undefined && pieces.length === 0;
    pieces.push(beginsDocument ? firstBytes : bytes);
    textAt = Math.min(textAt, oldestAt);
  }
  const text = { version: section.version, stretch: stretchOf(pieces), oldestAt: textAt };
  encoder.leaveOutOld(section.texts, now);
  section.texts.set(variant, text);
  return text;
}
