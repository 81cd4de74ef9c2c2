import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';

/** A Nest application on our discovery client that only looks: what it would call is what counts. */
export async function startClient(registryUrl) {
  class Application {}
  const discovery = DiscoveryModule.forRoot({
    applicationName: 'onlooker',
    client: { serviceUrl: { defaultZone: [`${registryUrl}/eureka/`] }, registerWithEureka: false, cacheEnabled: false },
  });
  Module({ imports: [discovery] })(Application);
  const app = await NestFactory.createApplicationContext(Application, { logger: false });
  const client = app.get(EurekaClient);
  return {
    /** Ids that calls by name go to. */
    callable: (name) =>
      (client.getApplication(name)?.instances ?? [])
        .filter(({ status }) => status === 'UP')
        .map(({ instanceId }) => instanceId)
        .toSorted((one, other) => one.localeCompare(other)),
    metadataOf: (name, id) =>
      Object.fromEntries(
        client.getApplication(name)?.instances.find(({ instanceId }) => instanceId === id)?.metadata ?? [],
      ),
    stop: () => app.close(),
  };
}
