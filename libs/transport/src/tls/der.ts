/** One element of ASN.1 in its DER form, as far as PKCS12 needs it. */
export interface DerElement {
  /** First byte: class, form and number. */
  readonly tag: number;
  readonly content: Buffer;
}

export const DER_TAGS = { octetString: 0x04, sequence: 0x30, explicit0: 0xa0 } as const;

/** The elements that follow each other in some bytes. Throws where they are no DER. */
export function derElements(bytes: Buffer): readonly DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const { start, end } = extentAt(bytes, at);
    elements.push({ tag: bytes.readUInt8(at), content: bytes.subarray(start, end) });
    at = end;
  }
  return elements;
}

function extentAt(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = at + 1 < bytes.length ? bytes.readUInt8(at + 1) : 0x80;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4 || at + 2 + lengthBytes > bytes.length) throw new Error('it is not DER');
  const start = at + 2 + lengthBytes;
  const end = start + (lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes));
  if (end > bytes.length) throw new Error('it is cut off');
  return { start, end };
}

/** The n-th element inside another one. Throws where there is none. */
export function derChild({ content }: DerElement, index: number): DerElement {
  const child = derElements(content)[index];
  if (child === undefined) throw new Error('a part is missing');
  return child;
}

/** An object identifier with its dots. */
export function derOid({ content }: DerElement): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

/** A small non-negative integer. */
export function derInteger({ content }: DerElement): number {
  if (content.length > 6) throw new Error('a number is too large');
  return content.length === 0 ? 0 : content.readUIntBE(0, content.length);
}
