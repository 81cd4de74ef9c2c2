import { LineCounter, parseDocument } from 'yaml';

/** The tree of one YAML document, or why there is none. */
export type YamlTree =
  | { readonly kind: 'tree'; readonly tree: unknown }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/** Reads one YAML document as plain objects, lists and values, for files that are not Spring's. */
export function readYamlTree(text: string): YamlTree {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter, prettyErrors: false, logLevel: 'silent' });
  const fault = document.errors[0];
  if (fault !== undefined) {
    // what follows in the message is a piece of the text, which may be a password
    const reason = fault.message.split(/[:"]/)[0] ?? fault.code;
    return { kind: 'broken', line: lineCounter.linePos(fault.pos[0]).line, reason };
  }
  return { kind: 'tree', tree: document.toJS({ maxAliasCount: 100 }) as unknown };
}
