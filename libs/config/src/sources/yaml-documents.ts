import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Document, Scalar, YAMLMap } from 'yaml';
import type { ParsedDocuments, Property } from './property.js';

/**
 * A scalar as Spring hands it on: YAML 1.1 booleans become `true` and `false`, numbers keep the digits they were
 * written with, unless they are octal, hexadecimal or grouped.
 */
function scalarText(scalar: Scalar): string {
  const { value, source } = scalar;
  if (typeof value === 'string') {
    return value;
  }
  if (value === null || source === undefined) {
    return '';
  }
  if (typeof value === 'boolean') {
    return /^[yn]$/i.test(source) ? source : String(value);
  }
  const isOtherwiseWritten = /^[-+]?0[0-7xob_]|_/i.test(source) && !/[.:]/.test(source);
  return typeof value === 'number' && isOtherwiseWritten ? String(value) : source;
}

/** Walks one document and lists its leaves as dotted names. */
class Flattener {
  readonly properties: Property[] = [];

  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly label: string,
  ) {}

  flatten(node: unknown, path: string, offset: number): void {
    if (isAlias(node)) {
      this.flatten(node.resolve(this.document), path, offset);
    } else if (isMap(node)) {
      this.flattenMap(node, path, offset);
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const start = (isScalar(item) || isMap(item)) && item.range ? item.range[0] : offset;
        this.flatten(item, `${path}[${index}]`, start);
      });
      this.addEmpty(node.items.length, path, offset);
    } else {
      this.add(path, isScalar(node) ? scalarText(node) : '', offset);
    }
  }

  private flattenMap(map: YAMLMap, path: string, offset: number): void {
    const isMerge = (key: unknown): boolean => isScalar(key) && key.source === '<<';
    for (const pair of map.items.filter(({ key }) => isMerge(key))) {
      this.flatten(pair.value, path, offset);
    }
    for (const pair of map.items.filter(({ key }) => !isMerge(key))) {
      const key = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : String(pair.key);
      const start = isScalar(pair.key) && pair.key.range ? pair.key.range[0] : offset;
      const separator = path === '' || key.startsWith('[') ? '' : '.';
      this.flatten(pair.value, `${path}${separator}${key}`, start);
    }
    this.addEmpty(map.items.length, path, offset);
  }

  /** An empty list or map is a value too: it replaces what a lower source says (Spring's empty string). */
  private addEmpty(length: number, path: string, offset: number): void {
    if (length === 0) {
      this.add(path, '', offset);
    }
  }

  private add(name: string, value: string, offset: number): void {
    if (name !== '') {
      const origin = `${this.label} (line ${this.lines.linePos(offset).line})`;
      this.properties.push({ name, value, origin, isVariable: false });
    }
  }
}

/** Reads all documents of a YAML text, with YAML 1.1's meaning of plain values as Spring's parser has it. */
export function yamlDocuments(text: string, label: string): ParsedDocuments {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { version: '1.1', lineCounter, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return { kind: 'documents', documents: [] };
  }
  const result: (readonly Property[])[] = [];
  for (const document of documents) {
    const fault = document.errors[0];
    if (fault !== undefined) {
      // what follows in the message is a piece of the text, which may be a password
      const reason = fault.message.split(/[:"]/)[0] ?? fault.code;
      return { kind: 'broken', line: lineCounter.linePos(fault.pos[0]).line, reason };
    }
    if (document.contents !== null && !isMap(document.contents) && !isScalar(document.contents)) {
      return { kind: 'broken', line: 1, reason: 'the document is not a map of keys' };
    }
    const flattener = new Flattener(document, lineCounter, label);
    flattener.flatten(document.contents, '', 0);
    result.push(flattener.properties);
  }
  return { kind: 'documents', documents: result };
}
