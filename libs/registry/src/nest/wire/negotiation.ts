import type { WireFormat } from '@nest-eureka/protocol';

/** How answers to one Accept header are written; undefined where nothing of it can be had (406). */
export interface Negotiated {
  /** Registry collections: JSON as soon as the header says `json` anywhere (server.md 1.3, wire.md 4.1). */
  readonly collection: Representation;
  /** Single documents: by quality, then by order in the header. */
  readonly entity: Representation;
  /** For error documents: JSON unless XML is preferred. */
  readonly error: WireFormat;
}

/** A media type to write and the label to put on it. */
export interface Representation {
  readonly format: WireFormat;
  readonly contentType: string;
}

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xml';
const MAX_REMEMBERED = 500;
/** Longer headers are decided anew each time: whoever sends them shall not fill memory. */
const MAX_REMEMBERED_LENGTH = 256;

const remembered = new Map<string, Negotiated | undefined>();

/** Negotiates an Accept header; no header, or an empty one, means XML. Undefined when neither media type is acceptable. */
export function negotiate(accept: string | undefined): Negotiated | undefined {
  const key = accept ?? '';
  if (remembered.has(key)) return remembered.get(key);
  const result = decide(key);
  if (key.length > MAX_REMEMBERED_LENGTH) return result;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, result);
  return result;
}

/** The format of an error document for any Accept header, acceptable or not. */
export function errorFormat(accept: string | undefined): WireFormat {
  return negotiate(accept)?.error ?? 'json';
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
  /** As the client wrote it, without `q`. */
  readonly label: string;
}

function decide(accept: string): Negotiated | undefined {
  const ranges = accept.split(',').flatMap(readRange);
  if (ranges.length === 0) ranges.push({ type: '*/*', quality: 1, label: '*/*' });
  const candidates = ranges.flatMap((range) => representationOf(range) ?? []);
  const best = candidates.reduce<Candidate | undefined>(
    (chosen, candidate) => (chosen === undefined || candidate.quality > chosen.quality ? candidate : chosen),
    undefined,
  );
  if (best === undefined) return undefined;
  const json = candidates.find((candidate) => candidate.format === 'json' && !candidate.isWildcard);
  return {
    collection: json ?? best,
    entity: best,
    error: best.format === 'xml' && !best.isWildcard ? 'xml' : 'json',
  };
}

interface Candidate extends Representation {
  readonly quality: number;
  readonly isWildcard: boolean;
}

/** Java does not look at `q=0`: such a range still counts, as the least wanted one (wire-live.md 4.2). */
function representationOf(range: MediaRange): Candidate | undefined {
  const { quality } = range;
  switch (range.type) {
    case JSON_TYPE:
      return { format: 'json', contentType: range.label, quality, isWildcard: false };
    case XML_TYPE:
      return { format: 'xml', contentType: range.label, quality, isWildcard: false };
    case '*/*':
    case '*':
    case 'application/*':
      return { format: 'xml', contentType: XML_TYPE, quality, isWildcard: true };
    default:
      return undefined;
  }
}

function readRange(text: string): MediaRange[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  if (type === '') return [];
  const quality = parameters.find((parameter) => /^q=/i.test(parameter));
  const charset = parameters.find((parameter) => /^charset=utf-8$/i.test(parameter));
  const lower = type.toLowerCase();
  return [
    {
      type: lower,
      quality: quality === undefined ? 1 : Number.parseFloat(quality.slice(2)) || 0,
      // SmallRye Stork and others ask for a charset and look for it in the answer
      label: charset === undefined ? lower : `${lower};${charset}`,
    },
  ];
}
