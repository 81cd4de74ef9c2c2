import type { DecodeLimits } from '../decode-result.js';
import type { WireFormat } from '../wire-format.js';
import type { Refusal } from './refusal.js';

/** What all readers of one document share. */
export interface Reading {
  readonly format: WireFormat;
  readonly limits: DecodeLimits;
  readonly refusal: Refusal;
  /**
   * Whether text that XML 1.0 cannot carry is refused. It is in a registration; in a registry or a batch it is kept, since
   * refusing there would lose the neighbours of an instance that another server has let in. The XML writer leaves such
   * characters out.
   */
  readonly refusesUnspeakableText: boolean;
}
