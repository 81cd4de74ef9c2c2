import { JsonFields } from '../json/json-fields.js';
import { isJsonObject, memberOf } from '../json/json-value.js';
import type { JsonObject } from '../json/json-value.js';
import { parseJson } from '../json/parse-json.js';
import type { JsonDocument } from '../json/parse-json.js';
import { parseXml } from '../xml/parse-xml.js';
import { XmlFields } from '../xml/xml-fields.js';
import type { Fields } from './fields.js';
import type { Reading } from './reading.js';
import type { Refusal } from './refusal.js';

type DocumentRoot = 'instance' | 'application' | 'applications';

/** Java class names that stand for a root element as well (wire.md 2.2). */
const ROOT_CLASSES: Readonly<Record<DocumentRoot, string>> = {
  instance: 'com.netflix.appinfo.InstanceInfo',
  application: 'com.netflix.discovery.shared.Application',
  applications: 'com.netflix.discovery.shared.Applications',
};

/** The names that the root element of an XML document may have. */
export function rootNames(root: DocumentRoot): readonly string[] {
  return [root, ROOT_CLASSES[root]];
}

/** The root object of a JSON document whose members are its own: batch, batch answer, status (wire.md 2.1). */
export function openBareJson(text: string, reading: Reading): JsonFields | undefined {
  const { refusal } = reading;
  const document = parseJson(text, reading.limits.maxDepth, refusal);
  if (!document) return undefined;
  const { value, source } = document;
  if (!isJsonObject(value)) return refusal.refuse('invalid', '', 'must be a JSON object');
  return new JsonFields(value, source, '', refusal);
}

/** The root element of an XML document, which must have one of the names. */
export function openXml(text: string, names: readonly string[], reading: Reading): Fields | undefined {
  const root = parseXml(text, reading.limits.maxDepth, reading.refusal);
  if (!root) return undefined;
  if (!names.includes(root.name)) return reading.refusal.refuse('invalid', '', `must have the root ${names[0]}`);
  return new XmlFields(root, names[0] ?? '');
}

/** What stands under the root key or in the root element of a registry document. */
export function openRooted(text: string, root: DocumentRoot, reading: Reading): Fields | undefined {
  if (reading.format === 'xml') return openXml(text, rootNames(root), reading);
  const { refusal } = reading;
  const document = parseJson(text, reading.limits.maxDepth, refusal);
  const content = document && contentOf(document, root, refusal);
  return content && new JsonFields(content, document.source.member(root), root, refusal);
}

/** What stands under the root key of a JSON document, which has no other. */
export function contentOf({ value }: JsonDocument, root: DocumentRoot, refusal: Refusal): JsonObject | undefined {
  const content = isJsonObject(value) && Object.keys(value).length === 1 ? memberOf(value, root) : undefined;
  if (content === undefined) return refusal.refuse('invalid', '', `must be a JSON object with the one key ${root}`);
  return isJsonObject(content) ? content : refusal.refuse('invalid', root, 'must be an object');
}
