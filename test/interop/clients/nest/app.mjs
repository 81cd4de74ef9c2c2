// A Nest application on the built discovery client; it answers what client applications of the other languages do.
import 'reflect-metadata';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicationInfoManager, DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import { appsHashCodeOf, instanceIdOf } from '@nest-eureka/protocol';
import { serveCalls } from './calls.mjs';

class Application {}
Module({ imports: [HttpModule, DiscoveryModule.forRoot()] })(Application);

const app = await NestFactory.create(Application, { logger: ['log', 'error', 'warn'] });
const client = app.get(EurekaClient);
const manager = app.get(ApplicationInfoManager);
const http = app.getHttpAdapter();

serveCalls(app);
http.get('/whoami', (_request, response) => response.send(manager.info?.instanceId ?? ''));
http.get('/hash', (_request, response) => {
  const applications = heldApplications();
  const instances = applications.flatMap(({ name, instances: members }) =>
    members.map((instance) => `${name}/${instanceIdOf(instance)}`),
  );
  response.json({
    hash: appsHashCodeOf({ applications }),
    instances: instances.toSorted(),
    remoteStatus: client.getInstanceRemoteStatus(),
    fetching: client.fetching,
    registration: client.registration,
  });
});
http.get('/content', (_request, response) => {
  const instances = heldApplications().flatMap(({ instances: members }) => members);
  response.json(
    Object.fromEntries(
      instances.map((instance) => [
        `${instance.app}/${instanceIdOf(instance)}`,
        { status: instance.status, metadata: Object.fromEntries(instance.metadata) },
      ]),
    ),
  );
});
http.get('/call/:service', async (request, response) => {
  try {
    const { hostName, port } = client.getNextServerFromEureka(request.params.service);
    const answer = await fetch(`http://${hostName}:${port.number}/whoami`, { signal: AbortSignal.timeout(2000) });
    response.send(await answer.text());
  } catch (error) {
    response.status(503).send(String(error));
  }
});
http.post('/own-status/:status', (request, response) => {
  manager.setInstanceStatus(request.params.status);
  response.send('');
});

await app.listen(process.env.PORT, '127.0.0.1');

/** Everything held, whatever its status. */
function heldApplications() {
  return client.getApplications().applications.map(({ name, allInstances }) => ({ name, instances: allInstances }));
}
