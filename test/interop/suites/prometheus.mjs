import { strictEqual } from 'node:assert/strict';
import { until } from '../harness/until.mjs';
import { Neighbour } from '../parties/neighbour.mjs';
import { startPrometheus } from '../parties/prometheus.mjs';
import { startServerUnderTest } from '../parties/server-under-test.mjs';

const APP = 'SCRAPED';

const eureka = (labels, name) => labels[`__meta_eureka_app_${name}`];

export const suite = {
  name: 'prometheus',
  title: 'Prometheus finds its targets with eureka_sd_configs',
  async run(run) {
    const server = await startServerUnderTest(run);
    const neighbour = new Neighbour(server.registry, APP);
    await neighbour.register('first', { 'management.port': '8081', under_score: 'a' });
    await neighbour.register('second', {});
    const prometheus = await startPrometheus({ serviceUrl: `${server.url}/eureka` });
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
  },
};
