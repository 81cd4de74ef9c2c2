const TOKEN =
  /<\?xml[^>]*\?>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const REFERENCE = /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));|&/g;
const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const LEGAL = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/**
 * The elements of a document as `{ name, attributes, children, text }`: elements, attributes, text and references, which
 * is all that registries write. Anything not well-formed throws. Its own reader, so that it shares no fault with ours.
 */
export function readXml(source) {
  const document = element('(document)');
  const open = [document];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(source);
    if (token === null) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 40)}`);
    take(token, open);
  }
  if (open.length !== 1) throw new Error(`not well-formed: <${open.at(-1).name}> is not closed`);
  if (document.children.length !== 1) throw new Error(`not well-formed: ${document.children.length} root elements`);
  if (document.text.trim() !== '') throw new Error('not well-formed: text outside the root element');
  return document.children[0];
}

function take([, closing, opening, attributes, selfClosing, text], open) {
  if (closing !== undefined) {
    const { name } = open.pop();
    if (name !== closing) throw new Error(`not well-formed: </${closing}> closes <${name}>`);
  } else if (opening !== undefined) {
    const child = element(opening, attributesOf(attributes));
    open.at(-1).children.push(child);
    if (selfClosing === '') open.push(child);
  } else if (text !== undefined) open.at(-1).text += plain(text);
}

function element(name, attributes = {}) {
  return { name, attributes, children: [], text: '' };
}

function attributesOf(source) {
  const found = {};
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) found[name] = plain(double ?? single);
  return found;
}

function plain(source) {
  const text = source.replaceAll(REFERENCE, (reference, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    if (name in NAMED) return NAMED[name];
    throw new Error(`not well-formed: ${reference}`);
  });
  if (!LEGAL.test(text)) throw new Error('not well-formed: a character that XML 1.0 does not allow');
  return text;
}
