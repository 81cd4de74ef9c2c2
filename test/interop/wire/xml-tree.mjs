import { XMLParser, XMLValidator } from 'fast-xml-parser';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

/** Children that form a list even when there is one of them. */
const LISTS = new Map([
  ['applications', 'application'],
  ['application', 'instance'],
]);

/** An XML document as nested plain objects in document order: attributes as `@name`, text as a string. */
export function xmlToObject(text) {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`not well-formed: ${valid.err.msg}`);
  return children(parser.parse(text), undefined);
}

function children(nodes, parent) {
  const result = {};
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === '#text' || name === '?xml') continue;
    const value = valueOf(node[name], node[':@'], name);
    if (LISTS.get(parent) === name) (result[name] ??= []).push(value);
    else if (name in result) result[name] = [].concat(result[name], [value]);
    else result[name] = value;
  }
  return result;
}

function valueOf(nodes, attributes, name) {
  const isLeaf = nodes.every((node) => '#text' in node);
  const text = nodes.map((node) => node['#text'] ?? '').join('');
  if (isLeaf && attributes === undefined) return text;
  return { ...attributes, ...(isLeaf ? { '#text': text } : children(nodes, name)) };
}
