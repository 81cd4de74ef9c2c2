/** Version of what our nodes agree on among themselves. */
const PROTOCOL_VERSION = 1;
const PATTERN = /^([\w-]{1,64});v=(\d{1,4})$/;

/** A node of ours, as it calls itself in the header `X-Eureka-Node`; the id is another one after each start. */
export interface NodeIdentity {
  readonly id: string;
  readonly version: number;
}

/** Value of the header, such as `3f0c…;v=1`. */
export function nodeHeader(id: string): string {
  return `${id};v=${PROTOCOL_VERSION}`;
}

/** Undefined for a missing header and for one that none of our nodes would write. */
export function readNodeHeader(text: string | undefined): NodeIdentity | undefined {
  const [, id, version] = PATTERN.exec(text ?? '') ?? [];
  return id === undefined ? undefined : { id, version: Number(version) };
}
