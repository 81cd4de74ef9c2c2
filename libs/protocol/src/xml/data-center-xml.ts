import { AMAZON_CLASS, DEFAULT_DATA_CENTER_CLASS } from '../model/data-center.js';
import type { DataCenterInfo } from '../model/instance-info.js';
import { deeper, element } from './element.js';
import type { LineBreak } from './element.js';
import { textMapXml } from './text-map-xml.js';

/** Name first and Amazon's metadata behind it, which Java's reader needs (wire.md 1.4). */
export function dataCenterXml(lineBreak: LineBreak, dataCenter: DataCenterInfo, emptyMapAttributes = ''): string {
  const inner = deeper(lineBreak);
  const isAmazon = dataCenter.name === 'Amazon';
  return (
    `${lineBreak}<dataCenterInfo class="${isAmazon ? AMAZON_CLASS : DEFAULT_DATA_CENTER_CLASS}">` +
    element(inner, 'name', dataCenter.name ?? undefined) +
    (isAmazon ? textMapXml(inner, 'metadata', dataCenter.metadata, emptyMapAttributes) : '') +
    `${lineBreak}</dataCenterInfo>`
  );
}
