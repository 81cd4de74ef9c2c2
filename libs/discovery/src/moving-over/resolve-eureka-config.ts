import { join } from 'node:path';
import { readYamlTree } from '@nest-eureka/config';
import type {
  EurekaConfig,
  EurekaInstanceConfig,
  EurekaRequestMiddleware,
  EurekaServerConfig,
} from './eureka-config.js';

/** What eureka-js-client fills in. */
const DEFAULTS = {
  shouldUseDelta: false,
  eureka: {
    heartbeatInterval: 30_000,
    registryFetchInterval: 30_000,
    maxRetries: 3,
    requestRetryDelay: 500,
    fetchRegistry: true,
    filterUpInstances: true,
    servicePath: '/eureka/v2/apps/',
    ssl: false,
    useDns: false,
    preferSameZone: true,
    clusterRefreshInterval: 300_000,
    fetchMetadata: true,
    registerWithEureka: true,
    useLocalMetadata: false,
    preferIpAddress: false,
    waitForRegistry: false,
  },
  instance: {},
} as const;

type Filled = keyof (typeof DEFAULTS)['eureka'];

/** A configuration with files and defaults filled in. */
export interface ResolvedEurekaConfig {
  readonly instance: EurekaInstanceConfig;
  readonly eureka: EurekaServerConfig & Required<Pick<EurekaServerConfig, Filled>>;
  readonly shouldUseDelta: boolean;
  readonly requestMiddleware: EurekaRequestMiddleware | undefined;
}

/** From where files are read. */
export interface EurekaSurroundings {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of a file; undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Later trees win, key by key; lists and everything that is no plain object are taken as a whole. */
function merged(lower: Tree, upper: Tree): Tree {
  const values = Object.entries(upper)
    .filter(([key, value]) => value !== undefined && key !== '__proto__')
    .map(([key, value]) => {
      const below = lower[key];
      return [key, isTree(below) && isTree(value) ? merged(below, value) : value] as const;
    });
  return { ...lower, ...Object.fromEntries(values) };
}

function fileTree(path: string, readFile: EurekaSurroundings['readFile']): Tree {
  const text = readFile(path);
  const read = readYamlTree(text ?? '');
  if (read.kind === 'broken') {
    throw new Error(`Error loading YAML configuration file: ${path} (line ${read.line}): ${read.reason}`);
  }
  return isTree(read.tree) ? read.tree : {};
}

function validate({ eureka, instance, requestMiddleware }: ResolvedEurekaConfig): void {
  const needed = eureka.registerWithEureka ? ['app', 'vipAddress', 'port', 'dataCenterInfo'] : [];
  const missing = needed.find((key) => !instance[key]);
  if (missing !== undefined) throw new TypeError(`Missing "instance.${missing}" config value.`);
  if (requestMiddleware !== undefined && typeof requestMiddleware !== 'function') {
    throw new TypeError('requestMiddleware must be a function');
  }
  if (eureka.useDns && !eureka.ec2Region) {
    throw new Error(
      'EC2 region was undefined. config.eureka.ec2Region must be set to resolve Eureka using DNS records.',
    );
  }
}

/**
 * Puts defaults, `<filename>.yml`, `<filename>-<environment>.yml` and the given configuration together, as eureka-js-client
 * does. Throws where it throws.
 */
export function resolveEurekaConfig(given: EurekaConfig, around: EurekaSurroundings): ResolvedEurekaConfig {
  const folder = given.cwd ?? around.workingDirectory;
  const name = given.filename ?? 'eureka-client';
  const environment = around.environment['EUREKA_ENV'] || around.environment['NODE_ENV'] || 'development';
  const files = [`${name}.yml`, `${name}-${environment}.yml`].map((file) =>
    fileTree(join(folder, file), around.readFile),
  );
  const config = [...files, { ...given }].reduce(merged, DEFAULTS) as unknown as ResolvedEurekaConfig;
  validate(config);
  return config;
}
