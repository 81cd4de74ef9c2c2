import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { callbackify } from 'node:util';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { systemClock } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import type { ClientEvent } from '../core/client-event.js';
import { LocalRegistry } from '../core/local-registry.js';
import { AwsMetadata, withAwsMetadata } from './aws-metadata.js';
import { configWarnings } from './config-warnings.js';
import { ConsoleLogger } from './console-logger.js';
import type { EurekaConfig, EurekaLogger } from './eureka-config.js';
import { EurekaLink } from './eureka-link.js';
import { instanceOfConfig, isAmazon } from './instance-of-config.js';
import { openCalls } from './open-calls.js';
import { resolveEurekaConfig } from './resolve-eureka-config.js';
import type { EurekaSurroundings, ResolvedEurekaConfig } from './resolve-eureka-config.js';
import { transportSettingsOf } from './transport-settings-of.js';
import { wireInstance } from './wire-instance.js';
import type { EurekaInstance } from './wire-instance.js';

/** The events of eureka-js-client; none has a value. */
export interface EurekaEvents {
  readonly started: [];
  readonly registered: [];
  readonly deregistered: [];
  readonly heartbeat: [];
  readonly registryUpdated: [];
}

/** Called once, with null when all went well. */
export type EurekaCallback = (error: Error | null) => void;

/** What else the client depends on; the process by default. */
export interface EurekaDeps extends EurekaSurroundings {
  readonly clock: TimerClock;
  readonly random: () => number;
  /** Where Amazon's metadata are read. */
  readonly metadataUrl: string;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

function processDeps(): EurekaDeps {
  return {
    clock: systemClock,
    random: Math.random,
    workingDirectory: process.cwd(),
    environment: process.env,
    readFile: readText,
    metadataUrl: 'http://169.254.169.254/',
  };
}

/** One start until its stop; the link comes when the instance is known. */
interface Run {
  opened?: Promise<void>;
  link?: EurekaLink;
}

/**
 * A client with the configuration, methods and events of eureka-js-client 4.5, over the same core as DiscoveryModule. What
 * differs stands in docs/moving-over.md.
 */
export class Eureka extends EventEmitter<EurekaEvents> {
  readonly logger: EurekaLogger;
  readonly #deps: EurekaDeps;
  readonly #registry: LocalRegistry;
  #config: ResolvedEurekaConfig;
  #run: Run | undefined;

  /** Throws, as eureka-js-client does, where the configuration cannot be used. */
  constructor(config: EurekaConfig = {}, deps: Partial<EurekaDeps> = {}) {
    super();
    this.#deps = { ...processDeps(), ...deps };
    this.logger = config.logger ?? new ConsoleLogger();
    this.#config = resolveEurekaConfig(config, this.#deps);
    for (const warning of configWarnings(this.#config)) this.logger.warn(warning);
    const { region, availabilityZones } = transportSettingsOf(this.#config);
    const { filterUpInstances } = this.#config.eureka;
    this.#registry = new LocalRegistry(
      { region, availabilityZones, remoteRegions: [], filterOnlyUpInstances: filterUpInstances },
      { random: this.#deps.random },
    );
    // what the wire would refuse shall be said here and not at the start
    if (this.#config.eureka.registerWithEureka && !this.amazonDataCenter) this.#instance();
  }

  /** The configuration with files and defaults. */
  get config(): ResolvedEurekaConfig {
    return this.#config;
  }

  get instanceId(): string {
    return instanceIdOf(this.#instance());
  }

  get amazonDataCenter(): boolean {
    return isAmazon(this.#config.instance);
  }

  /** Registers, begins heartbeats, fetches the registry. The callback is called once; after an error attempts go on. */
  start(callback: EurekaCallback = () => undefined): void {
    callbackify(() => this.#start())((error) => {
      if (error) this.logger.warn('Error starting the Eureka Client', error.message);
      callback(error);
    });
  }

  /** Ends fetches and heartbeats, deregisters. The callback is called once, at the latest after some seconds. */
  stop(callback: EurekaCallback = () => undefined): void {
    const run = this.#run;
    this.#run = undefined;
    callbackify(async () => run?.link?.stop())(callback);
  }

  /** Sends a heartbeat now. */
  renew(): void {
    this.#run?.link?.renewNow();
  }

  /** Fetches the registry now. */
  fetchRegistry(callback: EurekaCallback = () => undefined): void {
    const link = this.#run?.link;
    callbackify(async () => {
      if (link === undefined) throw new Error('The client is not started');
      await link.refresh();
    })(callback);
  }

  getInstancesByAppId(appId: string): EurekaInstance[] {
    if (!appId) throw new RangeError('Unable to query instances with no appId');
    return this.#given(this.#registry.getApplication(appId)?.instances, `appId: ${appId}`);
  }

  getInstancesByVipAddress(vipAddress: string): EurekaInstance[] {
    if (!vipAddress) throw new RangeError('Unable to query instances with no vipAddress');
    return this.#given(this.#registry.getInstancesByVipAddress(vipAddress), `vipAddress: ${vipAddress}`);
  }

  #given(instances: readonly InstanceInfo[] = [], what: string): EurekaInstance[] {
    if (instances.length === 0) this.logger.warn(`Unable to retrieve instances for ${what}`);
    return instances.map(wireInstance);
  }

  #instance(): InstanceInfo {
    return instanceOfConfig(this.#config.instance, { hostName: hostname() || 'localhost', ipAddr: ownAddress() });
  }

  async #start(): Promise<void> {
    const run = (this.#run ??= {});
    await this.#open(run);
    await run.link?.start();
    this.#guarded(() => this.emit('started'));
  }

  /** Starts anew only after a stop: who calls `start` once more after an error waits for the same attempts. */
  async #open(run: Run): Promise<void> {
    run.opened ??= this.#connect(run);
    await run.opened;
  }

  async #connect(run: Run): Promise<void> {
    const { clock, random, metadataUrl } = this.#deps;
    const { eureka, instance } = this.#config;
    if (this.amazonDataCenter && eureka.fetchMetadata) {
      const found = await new AwsMetadata(metadataUrl).read();
      if (found.size === 0) this.logger.warn("Amazon's metadata could not be read");
      this.#config = { ...this.#config, instance: withAwsMetadata(instance, found, eureka) };
      if (this.#run !== run) throw new Error('The client was stopped');
    }
    run.link = new EurekaLink(this.#config, {
      clock,
      random,
      calls: openCalls(this.#config, { clock, random, onWarning: (message) => this.logger.warn(message) }),
      registry: this.#registry,
      instance: eureka.registerWithEureka ? this.#instance() : undefined,
      onEvent: (event) => this.#guarded(() => this.#onEvent(event)),
    });
  }

  #onEvent(event: ClientEvent): unknown {
    switch (event.type) {
      case 'registered':
        this.logger.info('registered with eureka: ', `${this.#config.instance.app}/${this.instanceId}`);
        return this.emit('registered');
      case 'heartbeat':
        this.logger.debug('eureka heartbeat success');
        return this.emit('heartbeat');
      case 'registry-fetched':
        this.logger.debug('retrieved registry successfully');
        return this.emit('registryUpdated');
      case 'cancelled':
        if (event.message !== undefined) return this.logger.warn('Error deregistering with eureka', event.message);
        this.logger.info(`de-registered with eureka: ${this.#config.instance.app}/${this.instanceId}`);
        return this.emit('deregistered');
      case 'register-failed':
        return this.logger.warn('Error registering with eureka client.', event.message);
      case 'heartbeat-failed':
        return this.logger.warn('eureka heartbeat FAILED, will retry.', event.message);
      case 'fetch-failed':
        return this.logger.warn('Error fetching registry', event.message);
      case 'copy-taken':
        return this.logger.debug(event.type);
      case 'remote-status':
      case 'local-status':
        return this.logger.debug(`${event.type}: ${event.previous} -> ${event.current}`);
    }
  }

  /** Listeners and loggers are the host's: one that throws must not end the heartbeats. */
  #guarded(tell: () => unknown): void {
    try {
      tell();
    } catch (error) {
      try {
        this.logger.error('A listener or logger of the Eureka client failed', error);
      } catch {
        // there is nobody left to tell
      }
    }
  }
}
