import type { Clock } from '@nest-eureka/time';
import { chunksForWriting } from '../payload.js';
import type { Payload } from '../payload.js';
import type { Stretch } from '../stretch.js';
import { DeflatedChunks } from './deflated-chunks.js';
import { gzipMember } from './gzip-member.js';

/** As much plain text as is compressed at once within a request: about 2 ms. */
const MAX_SYNCHRONOUS_BYTES = 768 * 1024;

/** How long a slice goes on before it lets others run; one more chunk may follow, which takes about 0.2 ms. */
const SLICE_MS = 2;

/** Compresses documents chunk by chunk; of a document that shares chunks with one before, only the others. */
export class IncrementalGzip {
  readonly #chunks = new DeflatedChunks();
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Clock,
    private readonly yieldToOthers: () => Promise<void>,
  ) {}

  /** Little is compressed at once; much in slices, one document after the other. */
  readonly compress = (plain: Payload): Payload | Promise<Payload> => {
    const missing = this.#chunks.missing(stretchesOf(plain));
    let missingBytes = 0;
    for (const chunk of missing) missingBytes += chunk.byteLength;
    if (missingBytes <= MAX_SYNCHRONOUS_BYTES) return this.#join(plain);
    const done = this.#last.then(() => this.#compressInSlices(missing));
    this.#last = done.catch(() => undefined);
    return done.then(() => this.#join(plain));
  };

  async #compressInSlices(missing: readonly Buffer[]): Promise<void> {
    await this.yieldToOthers();
    let startedAt = this.clock.monotonic();
    for (const chunk of missing) {
      if (this.clock.monotonic() - startedAt >= SLICE_MS) {
        await this.yieldToOthers();
        startedAt = this.clock.monotonic();
      }
      this.#chunks.add(chunk);
    }
  }

  #join(plain: Payload): Payload {
    const chunks = gzipMember(stretchesOf(plain).map((stretch) => this.#chunks.stretch(stretch)));
    let byteLength = 0;
    for (const chunk of chunks) byteLength += chunk.byteLength;
    const { revision, tag } = plain;
    return { chunks: chunksForWriting(chunks, byteLength), byteLength, revision, tag };
  }
}

function stretchesOf(payload: Payload): readonly Stretch[] {
  return payload.stretches ?? [payload];
}
