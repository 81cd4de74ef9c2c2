import { Comment, Pair, parseLines } from 'dot-properties';
import type { ParsedDocuments, Property } from './property.js';

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

/** Reads a `.properties` text; a comment line `#---` or `!---` starts a new document, as in Spring Boot. */
export function propertiesDocuments(text: string, label: string): ParsedDocuments {
  const documents: Property[][] = [[]];
  for (const node of parseLines(text, true)) {
    if (node instanceof Comment && /^[#!]---\s*$/.test(node.comment)) {
      documents.push([]);
    } else if (node instanceof Pair) {
      const origin = `${label} (line ${lineAt(text, node.range?.[0] ?? 0)})`;
      documents.at(-1)?.push({ name: node.key, value: node.value, origin, isVariable: false });
    }
  }
  return { kind: 'documents', documents };
}
