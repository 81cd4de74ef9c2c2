import type { EurekaInstanceConfig, EurekaServerConfig } from './eureka-config.js';

/** Limit of one request to the metadata service, which is next door or not there at all. */
const TIMEOUT_MS = 2_000;

/** Eureka's names, and where Amazon has them below `latest/meta-data/`. */
const PATHS: ReadonlyMap<string, string> = new Map([
  ...[
    'ami-id',
    'instance-id',
    'instance-type',
    'local-ipv4',
    'local-hostname',
    'public-hostname',
    'public-ipv4',
    'mac',
  ].map((name) => [name, name] as const),
  ['availability-zone', 'placement/availability-zone'],
]);

/** What Amazon says about the machine, by Eureka's names; what cannot be read is left out. */
export class AwsMetadata {
  /** @param url of the metadata service, with a slash at the end */
  constructor(private readonly url: string) {}

  /** Never rejects. */
  async read(): Promise<ReadonlyMap<string, string>> {
    // where tokens are demanded nothing is told without one; where they are unknown one does no harm
    const token = await this.#text('latest/api/token', {
      method: 'PUT',
      headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    });
    const request: RequestInit = token === undefined ? {} : { headers: { 'x-aws-ec2-metadata-token': token } };
    const about = (path: string): Promise<string | undefined> => this.#text(`latest/meta-data/${path}`, request);
    const found = await Promise.all([...PATHS].map(async ([name, path]) => [name, await about(path)] as const));
    const metadata = new Map<string, string | undefined>(found);
    metadata.set('accountId', accountOf(await this.#text('latest/dynamic/instance-identity/document', request)));
    const mac = metadata.get('mac');
    metadata.set('vpc-id', mac && (await about(`network/interfaces/macs/${mac}/vpc-id`)));
    return new Map([...metadata].flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
  }

  async #text(path: string, request: RequestInit): Promise<string | undefined> {
    try {
      const response = await fetch(new URL(path, this.url), { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      return response.ok ? text : undefined;
    } catch {
      return undefined;
    }
  }
}

function accountOf(document: string | undefined): string | undefined {
  try {
    const { accountId } = JSON.parse(document ?? '{}') as { readonly accountId?: unknown };
    return typeof accountId === 'string' ? accountId : undefined;
  } catch {
    return undefined;
  }
}

/** An instance with Amazon's metadata, and the host name and address that it chooses from them. */
export function withAwsMetadata(
  instance: EurekaInstanceConfig,
  found: ReadonlyMap<string, string>,
  { useLocalMetadata = false, preferIpAddress = false }: EurekaServerConfig,
): EurekaInstanceConfig {
  const address = found.get(useLocalMetadata ? 'local-ipv4' : 'public-ipv4');
  const name = found.get(useLocalMetadata ? 'local-hostname' : 'public-hostname');
  const hostName = preferIpAddress ? address : name;
  return {
    ...instance,
    ...(hostName !== undefined && { hostName }),
    ...(address !== undefined && { ipAddr: address }),
    dataCenterInfo: {
      ...instance.dataCenterInfo,
      metadata: { ...instance.dataCenterInfo?.metadata, ...Object.fromEntries(found) },
    },
  };
}
