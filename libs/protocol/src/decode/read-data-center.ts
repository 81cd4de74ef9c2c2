import { AMAZON_CLASS } from '../model/data-center.js';
import type { DataCenterInfo } from '../model/instance-info.js';
import type { Fields } from './fields.js';
import type { Reading } from './reading.js';
import { readTextMap } from './read-text-map.js';

/**
 * Reads dataCenterInfo in any member order. In JSON Amazon's class alone makes it Amazon; otherwise, and always in XML, the
 * name decides, in any case: `@class` may be missing and is never resolved to code (wire.md 1.4).
 */
export function readDataCenter(fields: Fields | undefined, reading: Reading): DataCenterInfo | undefined {
  if (!fields) return undefined;
  const isJson = reading.format === 'json';
  // the XML form of "no data centre" is an element without children
  if (!isJson && fields.isEmpty) return undefined;
  const name = fields.text('name');
  if ((isJson && fields.text('@class') === AMAZON_CLASS) || name?.toLowerCase() === 'amazon') {
    return { name: 'Amazon', metadata: readTextMap(fields.fields('metadata'), reading.limits, reading.refusal) };
  }
  if (name === undefined || (!isJson && name === '')) return { name: null };
  switch (name.toLowerCase()) {
    case 'myown':
      return { name: 'MyOwn' };
    case 'netflix':
      return { name: 'Netflix' };
    default:
      return reading.refusal.refuse('invalid', `${fields.path}.name`, 'must be MyOwn, Amazon or Netflix');
  }
}
