import { appsHashCode } from '@nest-eureka/protocol';
import type { Encoding } from '@nest-eureka/protocol';
import type { LeaseStore } from '../lease-store.js';
import type { RegistryEvent } from '../registry-event.js';
import type { BlockEncoder } from './block-encoder.js';
import { BlockList } from './block-list.js';
import type { Block } from './block.js';
import type { ChangeSource } from './change-source.js';
import { DeltaList } from './delta-list.js';
import { DocumentPieces } from './document-pieces.js';
import type { DocumentTags } from './document-tags.js';
import type { EncodingQueue } from './encoding-queue.js';
import { chunksForWriting } from './payload.js';
import type { Payload } from './payload.js';
import { isReady, sectionText } from './section-text.js';
import type { Section } from './section.js';
import type { ListedApplication, Slot } from './slot.js';
import { stretchOf } from './stretch.js';
import type { Stretch } from './stretch.js';
import type { Variant, Variants } from './variant.js';
import { subjectOf } from './view.js';
import type { View } from './view.js';
import { addressesOf, hasAddress } from './vip-addresses.js';
import type { AddressKind } from './vip-addresses.js';
import { VipIndex } from './vip-index.js';

/** A document, and whether it may be kept: until when, on the monotonic clock, or not at all when it has no instance. */
export interface BuiltDocument {
  readonly payload: Payload;
  readonly expiresAt: number;
  readonly isEmpty: boolean;
}

export interface DocumentBuilderDeps {
  readonly store: LeaseStore;
  readonly changeLog: ChangeSource;
  readonly variants: Variants;
  readonly encoder: BlockEncoder;
  readonly queue: EncodingQueue;
  /** The `versions__delta` of a delta that is about to be written. */
  readonly deltaVersion: (hasRegions: boolean) => number;
  readonly tags: DocumentTags;
}

/**
 * Puts documents together from the text of blocks. `prepare` sees to it that the text is there, in its own time; `build` makes
 * the document in one synchronous step from the state of that moment, so that list and hash fit and no change is missed.
 */
export class DocumentBuilder {
  readonly #list = new BlockList();
  readonly #delta: DeltaList;
  readonly #addresses: Readonly<Record<AddressKind, VipIndex>> = {
    vip: new VipIndex('vip'),
    'secure-vip': new VipIndex('secure-vip'),
  };

  constructor(private readonly deps: DocumentBuilderDeps) {
    this.#delta = new DeltaList(deps.changeLog);
    for (const lease of deps.store.leases()) this.#put(this.#list.put(lease));
  }

  /** Takes a change over. Returns the subjects that no longer look as they did, some perhaps twice. */
  apply(event: RegistryEvent): Iterable<string> {
    if (event.type === 'renewed' || event.type === 'status-confirmed') return [];
    const { app, id } = event.lease;
    const before = this.#list.find(app, id);
    this.#delta.add(event);
    const after = event.type === 'cancelled' ? undefined : this.#list.put(event.lease);
    if (after === undefined) this.#list.remove(app, id);
    if (before !== undefined && after !== undefined && haveSameAddresses(before, after)) return subjectsOf(after);
    if (before !== undefined) this.#forget(before);
    if (after !== undefined) this.#put(after);
    return [...subjectsOf(before), ...subjectsOf(after)];
  }

  /** Another one when the log has forgotten something, which no event tells. */
  deltaStamp(): unknown {
    return this.deps.changeLog.size;
  }

  /** Undefined when `build` has little left to do, else settles when it has. */
  prepare(view: View, encoding: Encoding): Promise<void> | undefined {
    const variant = this.#variant(view, encoding);
    return this.deps.queue.prepare({
      name: `${subjectOf(view)} ${variant.name}`,
      variant,
      blocks: () => this.#blocks(view, variant),
    });
  }

  /** Undefined when there is no such application. */
  build(view: View, encoding: Encoding): BuiltDocument | undefined {
    const variant = this.#variant(view, encoding);
    switch (view.kind) {
      case 'all':
        return this.#whole(variant, 1, this.#list.sections());
      case 'delta':
        return this.#whole(variant, this.deps.deltaVersion(view.regions !== undefined), this.#delta.sections());
      case 'application':
        return this.#application(variant, view.name);
      default:
        return this.#vip(variant, view.kind, view.address);
    }
  }

  #whole(variant: Variant, versionsDelta: number, sections: Iterable<Section>): BuiltDocument {
    const { encoder } = this.deps;
    const { parts } = variant;
    const hash = appsHashCode(this.#list.statusCounts());
    const stretches = [stretchOf([parts.applicationsOpen(versionsDelta, hash)])];
    const now = encoder.now();
    let textAt = Infinity;
    for (const section of sections) {
      const { stretch, oldestAt } = sectionText(section, variant, encoder, now);
      stretches.push(stretch);
      textAt = Math.min(textAt, oldestAt);
    }
    stretches.push(stretchOf([parts.applicationsClose(versionsDelta, hash)]));
    return this.#finish(stretches, textAt);
  }

  #application(variant: Variant, name: string): BuiltDocument | undefined {
    const application = this.#list.application(name);
    if (application === undefined) return undefined;
    const document = new DocumentPieces(this.deps.encoder, variant);
    const { parts } = variant;
    document.pieces.push(parts.applicationOpen(name, 'root'));
    document.addInstances(application, () => true);
    document.pieces.push(parts.applicationClose('root'));
    return this.#finish([stretchOf(document.pieces)], document.oldestAt);
  }

  #vip(variant: Variant, kind: AddressKind, address: string): BuiltDocument {
    const document = new DocumentPieces(this.deps.encoder, variant);
    const { parts } = variant;
    const { pieces } = document;
    for (const application of this.#applicationsOf(kind, address)) {
      pieces.push(pieces.length > 0 ? parts.applicationSeparator : '');
      pieces.push(parts.applicationOpen(application.name, 'applications'));
      document.addInstances(application, ({ instance }) => hasAddress(instance, kind, address));
      pieces.push(parts.applicationClose('applications'));
    }
    const hash = appsHashCode(document.statusCounts);
    pieces.unshift(parts.applicationsOpen(-1, hash));
    pieces.push(parts.applicationsClose(-1, hash));
    return this.#finish([stretchOf(pieces)], document.oldestAt);
  }

  #finish(stretches: readonly Stretch[], oldestAt: number): BuiltDocument {
    let byteLength = 0;
    for (const stretch of stretches) byteLength += stretch.byteLength;
    const chunks = chunksForWriting(
      stretches.flatMap((stretch) => stretch.chunks),
      byteLength,
    );
    const { changeLog, tags, encoder } = this.deps;
    const payload = { stretches, chunks, byteLength, revision: changeLog.revision, tag: tags.next() };
    return { payload, expiresAt: encoder.expiresAt(oldestAt), isEmpty: oldestAt === Infinity };
  }

  #variant(view: View, encoding: Encoding): Variant {
    return this.deps.variants.of(encoding, view.kind === 'application' ? 'application' : 'applications');
  }

  /** Those that a document of the view may have to write. */
  #blocks(view: View, variant: Variant): Iterable<Block> {
    switch (view.kind) {
      case 'all':
        return this.#unreadyBlocks(this.#list.sections(), variant);
      case 'delta':
        return this.#unreadyBlocks(this.#delta.sections(), variant);
      case 'application':
        return this.#list.application(view.name)?.blocks ?? [];
      default:
        return this.#applicationsOf(view.kind, view.address).flatMap(({ blocks }) => blocks);
    }
  }

  *#unreadyBlocks(sections: Iterable<Section>, variant: Variant): IterableIterator<Block> {
    const { encoder } = this.deps;
    const now = encoder.now();
    for (const section of sections) if (!isReady(section, variant, encoder, now)) yield* section.blocks;
  }

  #applicationsOf(kind: AddressKind, address: string): readonly ListedApplication[] {
    return this.#addresses[kind]
      .applications(address)
      .map((name) => this.#list.application(name))
      .filter((application) => application !== undefined);
  }

  #put({ instance }: Slot): void {
    for (const index of Object.values(this.#addresses)) index.add(instance);
  }

  #forget({ instance }: Slot): void {
    for (const index of Object.values(this.#addresses)) index.remove(instance);
  }
}

function haveSameAddresses({ instance: one }: Slot, { instance: other }: Slot): boolean {
  return one.vipAddress === other.vipAddress && one.secureVipAddress === other.secureVipAddress;
}

/** The views of an instance, the collections included. */
function subjectsOf(slot: Slot | undefined): string[] {
  const subjects = ['all', 'delta'];
  if (slot === undefined) return subjects;
  const { instance, application } = slot;
  subjects.push(subjectOf({ kind: 'application', name: application.name }));
  for (const address of addressesOf(instance, 'vip')) subjects.push(subjectOf({ kind: 'vip', address }));
  for (const address of addressesOf(instance, 'secure-vip')) subjects.push(subjectOf({ kind: 'secure-vip', address }));
  return subjects;
}
