import { readXml } from './xml-elements.mjs';

/** Children that form a list even when there is one of them. */
const LISTS = new Map([
  ['applications', 'application'],
  ['application', 'instance'],
]);

/** An XML document as nested plain objects in document order: attributes as `@name`, text as a string. */
export function xmlToObject(text) {
  const root = readXml(text);
  return { [root.name]: valueOf(root) };
}

function valueOf({ name, attributes, children, text }) {
  const marked = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`@${key}`, value]));
  if (children.length > 0) return { ...marked, ...membersOf(name, children) };
  return Object.keys(marked).length === 0 ? text : { ...marked, '#text': text };
}

function membersOf(parent, children) {
  const members = {};
  for (const child of children) {
    const value = valueOf(child);
    if (LISTS.get(parent) === child.name) (members[child.name] ??= []).push(value);
    else if (child.name in members) members[child.name] = [].concat(members[child.name], [value]);
    else members[child.name] = value;
  }
  return members;
}
