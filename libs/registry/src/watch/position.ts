/**
 * A moment in the life of one node: its incarnation, and how many changes it had seen. Told as `<revision>@<node>`, which is the
 * id of an event of the stream.
 */
export interface Position {
  /** Another one after each start. */
  readonly node: string;
  readonly revision: number;
}

const WRITTEN = /^(\d{1,15})@(.+)$/s;

export function writePosition({ node, revision }: Position): string {
  return `${revision}@${node}`;
}

/** Undefined when the text is none. */
export function readPosition(text: string | undefined): Position | undefined {
  const [, revision, node] = WRITTEN.exec(text ?? '') ?? [];
  return revision === undefined || node === undefined ? undefined : { node, revision: Number(revision) };
}
