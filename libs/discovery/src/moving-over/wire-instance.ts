import { encodeInstance } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';

/** An instance as eureka-js-client gives it: the wire's JSON, `port: { $: 8080, '@enabled': 'true' }` and all. */
export interface EurekaInstance {
  readonly instanceId?: string;
  readonly app: string;
  readonly hostName: string;
  readonly ipAddr: string;
  readonly status: string;
  readonly port: { readonly $: number; readonly '@enabled': string };
  readonly securePort: { readonly $: number; readonly '@enabled': string };
  readonly vipAddress?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const FULL_JSON = { format: 'json', detail: 'full', version: 'v2' } as const;

/** Each is made once, however often it is asked for. */
const known = new WeakMap<InstanceInfo, EurekaInstance>();

export function wireInstance(instance: InstanceInfo): EurekaInstance {
  const earlier = known.get(instance);
  if (earlier !== undefined) return earlier;
  const { instance: wire } = JSON.parse(encodeInstance(instance, FULL_JSON)) as { readonly instance: EurekaInstance };
  known.set(instance, wire);
  return wire;
}
