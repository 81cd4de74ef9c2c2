import type { InstanceStatus } from '@nest-eureka/protocol';
import type { BlockEncoder } from './block-encoder.js';
import type { ListedApplication, Slot } from './slot.js';
import type { Variant } from './variant.js';

/** What the pieces of a document tell about themselves while they are gathered. */
export class DocumentPieces {
  readonly pieces: (string | Buffer)[] = [];
  readonly statusCounts = new Map<InstanceStatus, number>();
  /** Monotonic instant of the oldest text; Infinity while there is none. */
  oldestAt = Infinity;

  constructor(
    private readonly encoder: BlockEncoder,
    private readonly variant: Variant,
  ) {}

  /** The chosen instances of one application with separators between them. Neighbours are taken over in one piece. */
  addInstances(application: ListedApplication, isChosen: (slot: Slot) => boolean): void {
    let isFirst = true;
    for (const block of application.blocks) {
      const { bytes, places, separatorLength, oldestAt } = this.encoder.fragment(block, this.variant);
      let start = -1;
      let end = -1;
      const take = (): void => {
        if (start >= 0) this.pieces.push(bytes.subarray(start, end));
        start = -1;
      };
      for (const slot of block.slots) {
        const place = places.get(slot);
        if (place === undefined || slot.application !== application || !isChosen(slot)) {
          take();
          continue;
        }
        if (start < 0) start = isFirst ? place.start : place.start - separatorLength;
        ({ end } = place);
        isFirst = false;
        this.oldestAt = Math.min(this.oldestAt, oldestAt);
        const { status } = slot.instance;
        this.statusCounts.set(status, (this.statusCounts.get(status) ?? 0) + 1);
      }
      take();
    }
  }
}
