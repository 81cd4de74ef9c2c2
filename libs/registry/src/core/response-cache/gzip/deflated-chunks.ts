import type { Stretch } from '../stretch.js';
import { deflate, joinDeflated, lineUp } from './deflated.js';
import type { Deflated, DeflatedPieces } from './deflated.js';

/**
 * Chunks in a group, on average and at most. A change copies one group, and a document is put together out of groups: larger ones
 * are fewer to write, but what they leave behind at 20 changes a second made V8 collect its whole heap three times as often.
 */
const MEAN_GROUP_SIZE = 4;
const MAX_GROUP_SIZE = 16;

interface Group {
  readonly members: readonly Deflated[];
  readonly joined: Deflated;
}

/**
 * The compressed form of stretches and of their chunks, kept as long as these themselves: a document that shares some with the one
 * before compresses only the others. Neighbours in a stretch are joined into groups, which are cut behind chunks with a certain check
 * sum, so that chunks that come or go leave all groups but their own as they are.
 */
export class DeflatedChunks {
  readonly #stretches = new WeakMap<Stretch, DeflatedPieces>();
  readonly #deflated = new WeakMap<Buffer, Deflated>();
  /** By the first member. */
  readonly #known = new WeakMap<Deflated, Group>();

  /** The chunks that `add` has yet to compress. */
  missing(stretches: readonly Stretch[]): readonly Buffer[] {
    return stretches
      .filter((stretch) => !this.#stretches.has(stretch))
      .flatMap(({ chunks }) => chunks.filter((chunk) => !this.#deflated.has(chunk)));
  }

  add(chunk: Buffer): Deflated {
    let deflated = this.#deflated.get(chunk);
    if (deflated === undefined) this.#deflated.set(chunk, (deflated = deflate(chunk)));
    return deflated;
  }

  /** The text of a stretch in a few pieces. */
  stretch(stretch: Stretch): DeflatedPieces {
    let deflated = this.#stretches.get(stretch);
    if (deflated === undefined) this.#stretches.set(stretch, (deflated = lineUp(this.#groups(stretch.chunks))));
    return deflated;
  }

  #groups(chunks: readonly Buffer[]): readonly Deflated[] {
    const groups: Deflated[] = [];
    let members: Deflated[] = [];
    const close = (): void => {
      if (members.length > 0) groups.push(this.#group(members));
      members = [];
    };
    for (const chunk of chunks) {
      const deflated = this.add(chunk);
      members.push(deflated);
      if (deflated.crc % MEAN_GROUP_SIZE === 0 || members.length === MAX_GROUP_SIZE) close();
    }
    close();
    return groups;
  }

  #group(members: readonly Deflated[]): Deflated {
    const [first] = members;
    const kept = first && this.#known.get(first);
    if (kept?.members.length === members.length && kept.members.every((member, index) => member === members[index])) {
      return kept.joined;
    }
    const joined = joinDeflated(members);
    if (first !== undefined) this.#known.set(first, { members, joined });
    return joined;
  }
}
