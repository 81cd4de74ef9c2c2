import { AMAZON_CLASS, DEFAULT_DATA_CENTER_CLASS } from '../model/data-center.js';
import type { DataCenterInfo } from '../model/instance-info.js';
import { textMapJson } from './text-map-json.js';

/** `@class` first and Amazon's metadata last and always there, or Java readers lose their place (wire.md 1.4). */
export function dataCenterJson(dataCenter: DataCenterInfo): string {
  if (dataCenter.name === 'Amazon') {
    return `{"@class":"${AMAZON_CLASS}","name":"Amazon","metadata":${textMapJson(dataCenter.metadata)}}`;
  }
  return `{"@class":"${DEFAULT_DATA_CENTER_CLASS}","name":${JSON.stringify(dataCenter.name)}}`;
}
