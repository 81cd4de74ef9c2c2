import { deflate, joinDeflated } from './deflated.js';
import type { Deflated } from './deflated.js';

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
 * The compressed form of chunks, kept as long as the chunk itself: a document that shares chunks with the one before compresses
 * only the others. Neighbours are joined into groups, which are cut behind chunks with a certain check sum, so that chunks that
 * come or go leave all groups but their own as they are.
 */
export class DeflatedChunks {
  readonly #deflated = new WeakMap<Buffer, Deflated>();
  /** By the first member. */
  readonly #groups = new WeakMap<Deflated, Group>();

  /** The chunks that `add` has yet to compress. */
  missing(chunks: readonly Buffer[]): readonly Buffer[] {
    return chunks.filter((chunk) => !this.#deflated.has(chunk));
  }

  add(chunk: Buffer): Deflated {
    let deflated = this.#deflated.get(chunk);
    if (deflated === undefined) this.#deflated.set(chunk, (deflated = deflate(chunk)));
    return deflated;
  }

  /** The text of all chunks in a few pieces. */
  groups(chunks: readonly Buffer[]): readonly Deflated[] {
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
    const kept = first && this.#groups.get(first);
    if (kept?.members.length === members.length && kept.members.every((member, index) => member === members[index])) {
      return kept.joined;
    }
    const joined = joinDeflated(members);
    if (first !== undefined) this.#groups.set(first, { members, joined });
    return joined;
  }
}
