import { textOf } from './raw-http.mjs';
import { xmlToObject } from './xml-tree.mjs';

/** Headers that are part of the answer's meaning; the rest belongs to the container (Date, framing, keep-alive). */
const COMPARED_HEADERS = ['content-type', 'content-encoding', 'allow', 'location', 'www-authenticate', 'retry-after'];

/**
 * An answer as nested plain values, ready to be compared: status, the headers that matter, what the body is and holds.
 * Bodies that cannot be read as what they look like stay text, so that a broken document shows as a difference.
 */
export function readAnswer(raw) {
  const headers = {};
  for (const name of COMPARED_HEADERS)
    if (raw.headers.has(name)) headers[name] = headerValue(name, raw.headers.get(name));
  const answer = { status: raw.status, headers, ...(raw.fault ? { fault: raw.fault } : {}) };
  try {
    return { ...answer, ...readBody(textOf(raw)) };
  } catch (error) {
    return { ...answer, form: 'unreadable', body: error.message };
  }
}

function headerValue(name, value) {
  if (name === 'allow') return value.split(/, */).sort().join(',');
  return value;
}

function readBody(text) {
  if (text === '') return { form: 'empty' };
  if (/^\s*[[{]/.test(text)) return json(text);
  if (/^\s*<(!doctype html|html)/i.test(text)) return { form: 'html' };
  if (/<application xmlns="http:\/\/wadl/.test(text)) return { form: 'wadl' };
  if (/^\s*</.test(text)) return xml(text);
  return { form: 'text', body: text };
}

function json(text) {
  try {
    return { form: 'json', body: JSON.parse(text) };
  } catch {
    return { form: 'broken json', body: text };
  }
}

function xml(text) {
  return { form: 'xml', layout: /\n/.test(text) ? 'indented' : 'one line', body: xmlToObject(text) };
}
