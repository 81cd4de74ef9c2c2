import { hostname, networkInterfaces } from 'node:os';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { OwnAddress } from '../../replication/peers/own-url.js';
import type { ListeningAddress } from '../listening-address.js';

/** How this node is reached, as far as configuration and machine tell. */
export function ownAddress(configuration: RegistryConfiguration, listening: ListeningAddress): OwnAddress {
  const { instance, server } = configuration;
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return {
    myUrl: server.myUrl,
    ports: instance.nonSecurePort === configuration.port ? [listening.port] : [listening.port, instance.nonSecurePort],
    hosts: [instance.hostname, instance.ipAddress, hostname(), ...interfaces.map(({ address }) => address)],
    boundTo: configuration.address,
  };
}
