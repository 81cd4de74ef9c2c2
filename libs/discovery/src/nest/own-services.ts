import { instanceIdOf } from '@nest-eureka/protocol';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import type { ClientEvent } from '../core/client-event.js';
import { OwnInstance } from '../core/own-instance.js';
import { Registration } from '../core/registration.js';
import type { ApplicationInfoManager } from './application-info-manager.js';
import type { DiscoveryCore } from './discovery-core.js';
import type { ListeningPort } from './lifecycle/listening-server.js';
import { ownAddress, ownInfo } from './own-info.js';
import { registrationSettings } from './registration-settings.js';
import type { ServiceConfiguration } from './service-configurations.js';

/** One service that this application is registered as. */
export interface OwnService {
  readonly own: OwnInstance;
  readonly registration: Registration;
}

const NO_PORT =
  'this application listens on no port that the client knows, and is registered with port 0; set eureka.instance.non-secure-port ' +
  'or server.port to where it can be reached';

/** The services that this application is registered as. */
export class OwnServices {
  readonly #all: OwnService[] = [];

  constructor(
    private readonly core: DiscoveryCore,
    private readonly manager: ApplicationInfoManager,
  ) {}

  get all(): readonly OwnService[] {
    return this.#all;
  }

  /** Begins to register a service; without a port of its own it has the one where the server listens. */
  register({ configuration }: ServiceConfiguration, listening: ListeningPort | undefined): void {
    const { calls, clock, random, log } = this.core;
    const isConnected = calls.localAddress !== undefined;
    const address = ownAddress(configuration, calls.localAddress);
    if (address.note !== undefined) log.warn(address.note);
    const own = new OwnInstance(ownInfo(configuration, listening, address), clock);
    if (own.info.port.number === 0) log.warn(NO_PORT);
    this.manager.adopt(own);
    const registration = new Registration(own, calls, registrationSettings(configuration), {
      clock,
      random,
      onEvent: (event) => {
        this.#tell(own, event);
        if (event.type === 'registered' && !isConnected) this.#followConnection(own, configuration, listening);
      },
    });
    own.onChange(({ status: current }, { status: previous }) => {
      if (current === previous) return;
      const { app } = own.info;
      this.#tell(own, {
        type: 'local-status',
        at: clock.now(),
        app,
        instanceId: instanceIdOf(own.info),
        previous,
        current,
      });
    });
    this.#all.push({ own, registration });
    registration.start();
  }

  /** The connection to the registry tells the own address better than the machine's interfaces (client.md 1.8). */
  #followConnection(
    own: OwnInstance,
    configuration: DiscoveryConfiguration,
    listening: ListeningPort | undefined,
  ): void {
    const address = ownAddress(configuration, this.core.calls.localAddress);
    const { hostName, ipAddr, ...info } = ownInfo(configuration, listening, address);
    const { homePageUrl, statusPageUrl, healthCheckUrl, secureHealthCheckUrl } = info;
    own.change({ hostName, ipAddr, homePageUrl, statusPageUrl, healthCheckUrl, secureHealthCheckUrl });
  }

  #tell(own: OwnInstance, event: ClientEvent): void {
    const { app, status } = own.info;
    this.core.log.event(`${app}/${instanceIdOf(own.info)}`, event, status);
    this.core.events.next(event);
  }
}
