import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { until } from '../harness/until.mjs';
import { Neighbour } from '../parties/neighbour.mjs';
import { startOurServer } from '../parties/our-server.mjs';
import { startPrometheus } from '../parties/prometheus.mjs';
import { RegistryView } from '../parties/registry-view.mjs';
import { startServerUnderTest } from '../parties/server-under-test.mjs';

const APP = 'SCRAPED';

const eureka = (labels, name) => labels[`__meta_eureka_app_${name}`];

export const suite = {
  name: 'prometheus',
  title: 'Prometheus finds its targets with eureka_sd_configs, and with our own http_sd_configs',
  async run(run) {
    const server = await startServerUnderTest(run);
    const neighbour = new Neighbour(server.registry, APP);
    await neighbour.register('first', { 'management.port': '8081', under_score: 'a' });
    await neighbour.register('second', {});
    const discovery = ['eureka_sd_configs:', `  - server: ${server.url}/eureka`, '    refresh_interval: 1s'];
    const prometheus = await startPrometheus({ discovery });
    run.later(() => prometheus.stop());
    const found = async () => (await prometheus.discovered()).filter((labels) => eureka(labels, 'name') === APP);
    const step = run.chain();

    await step('every registered instance is a target', () =>
      until('two targets', async () => (await found()).length === 2, { withinMs: 60_000 }),
    );
    await step('its labels say what was registered', async () => {
      const labels = (await found()).find((each) => eureka(each, 'instance_id') === neighbour.id('first'));
      strictEqual(labels['__address__'], 'first.example.com:8080');
      strictEqual(eureka(labels, 'instance_status'), 'UP');
      strictEqual(eureka(labels, 'instance_ip_addr'), '10.0.0.1');
      strictEqual(eureka(labels, 'instance_port_enabled'), 'true');
      strictEqual(eureka(labels, 'instance_vip_address'), APP.toLowerCase());
      strictEqual(eureka(labels, 'instance_datacenterinfo_name'), 'MyOwn');
      strictEqual(eureka(labels, 'instance_metadata_management_port'), '8081');
      // Java's XML writes an underscore in a key twice, and Prometheus takes the element's name as it stands
      strictEqual(eureka(labels, 'instance_metadata_under__score'), 'a');
    });
    await step('an instance that leaves is a target no longer', async () => {
      await neighbour.cancel('second');
      await until('one target', async () => (await found()).length === 1, { withinMs: 30_000 });
    });
    if (run.settings.subject === 'ours') await byHttp(run);
  },
};

/** With a user, as it would be on a network: what Prometheus is told is what its own Eureka discovery would find. */
async function byHttp(run) {
  const users = ['name=metrics', 'password=p', 'roles=reader,registrar'].map(
    (each) => `--eureka.server.users[0].${each}`,
  );
  const server = await startOurServer({ args: users });
  run.later(() => server.stop());
  const authorization = `Basic ${Buffer.from('metrics:p').toString('base64')}`;
  const neighbour = new Neighbour(new RegistryView(server.url), APP, { authorization });
  await neighbour.register('first', { 'management.port': '8081', 'prometheus.path': '/actuator/prometheus' });
  await neighbour.register('second', {}, 'DOWN');
  const prometheus = await startPrometheus({
    discovery: [
      'http_sd_configs:',
      `  - url: ${server.url}/eureka/x/prometheus/sd?status=UP`,
      '    refresh_interval: 1s',
      '    basic_auth: { username: metrics, password: p }',
    ],
  });
  run.later(() => prometheus.stop());
  const found = async () => (await prometheus.discovered()).filter((labels) => eureka(labels, 'name') === APP);
  const step = run.chain();
  await step('http_sd: the instances that are UP are targets, with the same labels and their own path', async () => {
    const [labels] = await until('a target', async () => (await found()).length > 0 && found(), { withinMs: 60_000 });
    strictEqual(labels['__address__'], 'first.example.com:8080');
    strictEqual(labels['__metrics_path__'], '/actuator/prometheus');
    strictEqual(eureka(labels, 'instance_id'), neighbour.id('first'));
    strictEqual(eureka(labels, 'instance_status'), 'UP');
    strictEqual(eureka(labels, 'instance_vip_address'), APP.toLowerCase());
    strictEqual(eureka(labels, 'instance_metadata_management_port'), '8081');
    deepStrictEqual((await found()).length, 1);
  });
  await step('http_sd: an instance that comes up is a target soon, and one that leaves is none', async () => {
    await neighbour.register('third', {});
    await until('two targets', async () => (await found()).length === 2, { withinMs: 30_000 });
    await neighbour.cancel('first');
    await until(
      'the other alone',
      async () => (await found()).map((labels) => eureka(labels, 'instance_id')).join() === neighbour.id('third'),
      { withinMs: 30_000 },
    );
  });
}
