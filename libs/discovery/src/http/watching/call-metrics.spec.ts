import * as prometheus from 'prom-client';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { later, refused, ScriptedService } from '../../../spec-support/scripted-service.js';
import type { ServiceSettings } from '../service-settings.js';
import { CallMetrics } from './call-metrics.js';
import { resolveMetricsOptions } from './metrics-options.js';
import type { MetricsOptions } from './metrics-options.js';

const { Counter, Registry } = prometheus;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('metrics of calls', () => {
  let registry = new Registry();
  let foreign: string[] = [];
  beforeEach(() => {
    registry = new Registry();
    foreign = [];
  });

  function counted(settings: ServiceSettings = {}, options: MetricsOptions = {}) {
    const clock = { monotonic: () => service.clock.monotonic() };
    const metrics = new CallMetrics(prometheus, resolveMetricsOptions({ registry, ...options }), clock, (name) => {
      foreign.push(name);
    });
    const service: ScriptedService = new ScriptedService(settings, {
      around: metrics,
      onEjected: (name, { cause }) => metrics.ejected(name, cause),
    });
    metrics.watch(() => service.callers.states());
    return { service, metrics };
  }

  /** What a scrape has of a metric, without help and type. */
  async function lines(pattern: RegExp): Promise<string[]> {
    const text = await registry.metrics();
    return text.split('\n').filter((line) => !line.startsWith('#') && pattern.test(line));
  }

  it("have the names of Spring's meters, and their tags but the URI", async () => {
    const { service } = counted();
    const slow = later();
    service.script = { b: [slow.answer] };
    const call = service.call({ path: '/items/1?a=b' });
    await settled();
    const b =
      'serviceId="orders",serviceInstance_instanceId="b",serviceInstance_host="b.test",serviceInstance_port="8080"';
    expect(await lines(/^loadbalancer_requests/)).toEqual([`loadbalancer_requests_active{${b}} 1`]);
    service.clock.advance(30);
    slow.give(service.answer('b', 201));
    await call;
    const labels = `${b},method="GET",outcome="SUCCESS",status="201"`;
    const found = await lines(/_active|_success_seconds_(sum|count)|le="0.0(05|25)"|le="0.1"/);
    expect(found.toSorted()).toEqual([
      `loadbalancer_requests_active{${b}} 0`,
      ...['0.005', '0.025', '0.1'].map(
        (le) => `loadbalancer_requests_success_seconds_bucket{le="${le}",${labels}} ${le === '0.1' ? 1 : 0}`,
      ),
      `loadbalancer_requests_success_seconds_count{${labels}} 1`,
      `loadbalancer_requests_success_seconds_sum{${labels}} 0.03`,
    ]);
    expect((await lines(/items/)).length).toBe(0);
  });

  it('count failures, retries, and calls for which there is nobody', async () => {
    const { service } = counted();
    service.script = { b: [refused()] };
    await service.call({ method: 'DELETE' });
    service.status = 'DOWN';
    service.changed();
    await service.call();
    await service.call({ service: 'Elsewhere', method: 'PURGE' });
    const found = await lines(/failed_seconds_count|discard|retries|no_instance/);
    expect(found).toEqual([
      'loadbalancer_requests_failed_seconds_count{serviceId="orders",serviceInstance_instanceId="b",' +
        'serviceInstance_host="b.test",serviceInstance_port="8080",method="DELETE",exception="connect"} 1',
      'loadbalancer_requests_discard_total{serviceId="orders",method="GET"} 1',
      'loadbalancer_requests_discard_total{serviceId="elsewhere",method="other"} 1',
      'loadbalancer_retries_total{serviceId="orders"} 1',
      'loadbalancer_no_instance_total{serviceId="orders",reason="all-down"} 1',
      'loadbalancer_no_instance_total{serviceId="elsewhere",reason="none-registered"} 1',
    ]);
  });

  it('show breakers as they are at the scrape, and whom they turned away', async () => {
    const breaker = { service: { consecutiveFailures: 2, openMs: 60_000 }, instance: { consecutiveFailures: 1 } };
    const { service, metrics } = counted({ retry: { maxNext: 0 }, breaker });
    service.script = { b: [500], c: [500] };
    const gauges = /breaker_state|breakers_open/;
    await service.call();
    expect(await lines(gauges)).toEqual([
      'loadbalancer_breaker_state{serviceId="orders"} 0',
      'loadbalancer_instance_breakers_open{serviceId="orders"} 1',
    ]);
    for (let call = 0; call < 4; call++) await service.call();
    expect(await lines(gauges)).toEqual([
      'loadbalancer_breaker_state{serviceId="orders"} 2',
      'loadbalancer_instance_breakers_open{serviceId="orders"} 2',
    ]);
    expect(await lines(/refused/)).toEqual(['loadbalancer_refused_total{serviceId="orders",by="service-breaker"} 3']);
    metrics.close();
    expect(await lines(gauges)).toEqual([]);
  });

  it('count who is ejected and why, and show for how long', async () => {
    const ejection = { consecutiveFailures: 1, maxShare: 0.4, baseMs: 1000 };
    const { service } = counted({ retry: { maxNext: 0 }, loadBalancer: { rule: 'round-robin', ejection } });
    service.script = { a: [500], b: [500], c: [500] };
    for (let call = 0; call < 3; call++) await service.call();
    const expected = ['loadbalancer_ejections_total{serviceId="orders",cause="failures"} 1'];
    const gauge = 'loadbalancer_instances_ejected{serviceId="orders"}';
    expect(await lines(/eject/)).toEqual([...expected, `${gauge} 1`]);
    service.clock.advance(1000);
    expect(await lines(/eject/)).toEqual([...expected, `${gauge} 0`]);
  });

  it('are registered once, however often that is asked for', async () => {
    const one = counted();
    const other = counted();
    await one.service.call();
    await other.service.call();
    expect(await lines(/success_seconds_count/)).toEqual([expect.stringMatching(/ 2$/)]);
    expect(await lines(/breaker_state|instances_ejected/)).toEqual([
      'loadbalancer_instances_ejected{serviceId="orders"} 0',
    ]);
    expect(foreign).toEqual([]);
  });

  it('leave a metric of somebody else alone', async () => {
    const mine = new Counter({ name: 'loadbalancer_retries_total', help: 'mine', registers: [registry] });
    const { service } = counted();
    service.script = { b: [503] };
    expect(await service.call()).toMatchObject({ type: 'answered' });
    expect(foreign).toEqual(['loadbalancer_retries_total']);
    expect((await mine.get()).values).toEqual([{ value: 0, labels: {} }]);
    expect(await lines(/success_seconds_count/)).toHaveLength(2);
  });

  it('go to the registry of the host when none is given', async () => {
    const { service, metrics } = counted({}, { registry: undefined });
    await service.call();
    expect(prometheus.register.getSingleMetric('loadbalancer_requests_active')).toBeDefined();
    metrics.close();
    prometheus.register.clear();
  });

  it('have labels for so many instances, and one for the rest', async () => {
    const { service } = counted({}, { maxInstances: 2 });
    service.instances = Array.from({ length: 20 }, (_, index) => `i${index}`);
    for (let call = 0; call < 40; call++) await service.call();
    const found = await lines(/success_seconds_count/);
    expect(found).toHaveLength(3);
    expect(found.at(-1)).toMatch(/instanceId="other",serviceInstance_host="other",serviceInstance_port="other".* 36$/);
    expect(await lines(/_active/)).toHaveLength(3);
  });

  it('have no more labels for what is called than bounds allow', async () => {
    const { service } = counted();
    for (let call = 0; call < 1000; call++) await service.call({ service: `nobody-${call}`, method: `M${call}` });
    expect(await lines(/discard/)).toHaveLength(201);
    expect(await lines(/serviceId="other"/)).toEqual([
      'loadbalancer_requests_discard_total{serviceId="other",method="other"} 800',
      'loadbalancer_no_instance_total{serviceId="other",reason="none-registered"} 800',
    ]);
  });
});
