import type { Encoding } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { BoundedMap } from './bounded-map.js';
import type { BuiltDocument, DocumentBuilder } from './document-builder.js';
import type { Payload, PayloadAnswer } from './payload.js';
import { subjectOf } from './view.js';
import type { View } from './view.js';
import type { ViewName } from './view-name.js';

/** Encodings and regions kept of one subject: more than there are, unless somebody makes up regions. */
const MAX_PAYLOADS_PER_SUBJECT = 64;

interface StoredPayload {
  readonly payload: Payload;
  readonly expiresAt: number;
  readonly stamp: unknown;
}

/** Keeps finished documents until a change touches them or their text grows old. Java's read-write cache (server.md 3.1). */
export class ViewStore {
  readonly #subjects: BoundedMap<string, BoundedMap<string, StoredPayload>>;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly clock: Clock,
    private readonly nameOf: ViewName,
    maxSubjects: number,
  ) {
    this.#subjects = new BoundedMap(maxSubjects);
  }

  /** Subjects of which something is kept. */
  get size(): number {
    return this.#subjects.size;
  }

  get(view: View, encoding: Encoding): PayloadAnswer {
    const stored = this.peek(view, encoding);
    if (stored !== undefined) return stored;
    const prepared = this.builder.prepare(view, encoding);
    if (prepared === undefined) return this.#build(view, encoding);
    // whoever waits for the same text finds what the first one built, unless something changed in between
    return prepared.then(() => this.peek(view, encoding) ?? this.#build(view, encoding));
  }

  /** What is kept and still fits. */
  peek(view: View, encoding: Encoding): Payload | undefined {
    const stored = this.#subjects.get(subjectOf(view))?.get(this.nameOf(view, encoding));
    if (stored === undefined || this.clock.monotonic() >= stored.expiresAt) return undefined;
    return stored.stamp === this.#stamp(view) ? stored.payload : undefined;
  }

  drop(subject: string): void {
    this.#subjects.delete(subject);
  }

  /** Building and keeping are one step, so that nothing can change in between (java-faults.md 1). */
  #build(view: View, encoding: Encoding): Payload | undefined {
    const built = this.builder.build(view, encoding);
    if (built === undefined) return undefined;
    if (!built.isEmpty || view.kind === 'all' || view.kind === 'delta') this.#keep(view, encoding, built);
    return built.payload;
  }

  /** A VIP that nobody has is not kept: anybody can make up names. */
  #keep(view: View, encoding: Encoding, { payload, expiresAt }: BuiltDocument): void {
    const subject = subjectOf(view);
    let payloads = this.#subjects.get(subject);
    if (payloads === undefined) this.#subjects.set(subject, (payloads = new BoundedMap(MAX_PAYLOADS_PER_SUBJECT)));
    payloads.set(this.nameOf(view, encoding), { payload, expiresAt, stamp: this.#stamp(view) });
  }

  #stamp(view: View): unknown {
    return view.kind === 'delta' ? this.builder.deltaStamp() : undefined;
  }
}
