/** eureka-js-client as its users start it. Arguments: folder where it is installed, port of the registry, interval, full or delta. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startTalking } from './talk.mjs';

const [folder, registryPort, fetchIntervalMs, reading] = process.argv.slice(2);
const { Eureka } = createRequire(join(folder, 'package.json'))('eureka-js-client');

const client = new Eureka({
  shouldUseDelta: reading === 'delta',
  instance: {
    app: 'bench-client',
    instanceId: `bench-client:${process.pid}`,
    hostName: '127.0.0.1',
    ipAddr: '127.0.0.1',
    port: { $: 8080, '@enabled': 'true' },
    vipAddress: 'bench-client',
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
  },
  eureka: {
    host: '127.0.0.1',
    port: Number(registryPort),
    servicePath: '/eureka/apps/',
    registryFetchInterval: Number(fetchIntervalMs),
  },
});
client.logger.level('warn');

startTalking(() => Object.values(client.cache.app).reduce((sum, instances) => sum + instances.length, 0));
client.start((error) => {
  if (error) throw error;
});
