/**
 * eureka-js-client as its users use it, driven by lines (see parties/talking-client.mjs).
 * Arguments: folder where it is installed, host, port of the registry, application, instance id, port, delta or full.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder, host, registryPort, app, instanceId, port, reading] = process.argv.slice(2);
const { Eureka } = createRequire(join(folder, 'package.json'))('eureka-js-client');

const client = new Eureka({
  shouldUseDelta: reading === 'delta',
  instance: {
    app,
    instanceId,
    hostName: '127.0.0.1',
    ipAddr: '127.0.0.1',
    port: { $: Number(port), '@enabled': 'true' },
    vipAddress: app,
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: 30 },
    metadata: { language: 'node', under_score: 'a&b' },
  },
  eureka: {
    host,
    port: Number(registryPort),
    servicePath: '/eureka/apps/',
    heartbeatInterval: 1_000,
    registryFetchInterval: 1_000,
  },
});

const tell = (answer) => console.log(`@ ${JSON.stringify(answer)}`);
const instances = (name) => client.getInstancesByAppId(name) ?? [];

function leave() {
  client.stop((error) => {
    tell(error ? String(error) : 'left');
    process.exit(0);
  });
}

function obey(line) {
  const [verb, name] = line.split(' ');
  if (verb === 'see')
    tell(
      instances(name)
        .map((each) => each.instanceId)
        .toSorted(),
    );
  else if (verb === 'metadata') tell(instances(name).map(({ metadata }) => metadata));
  else if (verb === 'leave') leave();
}

client.start((error) => {
  if (error) throw error;
  createInterface({ input: process.stdin }).on('line', obey);
});
