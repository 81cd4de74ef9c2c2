import type { DataCenterInfo } from './instance-info.js';

/** Java class names that stand on the wire as `@class` or `class`; never resolved to code (wire.md 1.4). */
export const DEFAULT_DATA_CENTER_CLASS = 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo';
export const AMAZON_CLASS = 'com.netflix.appinfo.AmazonInfo';

/** Marks an empty metadata map (wire.md 1.6). */
export const EMPTY_MAP_CLASS = 'java.util.Collections$EmptyMap';

/** What the compact form keeps of Amazon's metadata (wire.md 3). */
const COMPACT_AMAZON_KEYS: ReadonlySet<string> = new Set([
  'instance-id',
  'public-ipv4',
  'public-hostname',
  'local-ipv4',
  'availability-zone',
]);

/** The data centre as the compact form shows it. */
export function compactDataCenter(dataCenter: DataCenterInfo): DataCenterInfo {
  if (dataCenter.name !== 'Amazon') return dataCenter;
  return {
    name: 'Amazon',
    metadata: new Map([...dataCenter.metadata].filter(([key]) => COMPACT_AMAZON_KEYS.has(key))),
  };
}
