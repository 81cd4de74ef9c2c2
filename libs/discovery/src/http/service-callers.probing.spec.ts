import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { passTime } from '../../spec-support/pass-time.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { toServiceInstance } from '../core/service-instance.js';
import type { InstanceSource } from './instance-source.js';
import { probeTurns } from './probing/service-probe.js';
import type { ProbeChange } from './probing/service-probe.js';
import { ServiceCallers } from './service-callers.js';
import type { ServiceSettings } from './service-settings.js';

const ROUND_ROBIN: ServiceSettings = { loadBalancer: { rule: 'RoundRobinRule', probe: { intervalMs: 100 } } };

/** A service `orders` with the instances `a` and `b`; `failing` do not answer their probes well. */
class ProbedOrders {
  readonly clock = new ManualClock();
  readonly failing = new Set<string>();
  readonly changes: ProbeChange[] = [];
  names = ['a', 'b'];
  probes = 0;
  readonly callers: ServiceCallers;
  #listener: (services: ReadonlySet<string>) => void = () => {};

  constructor(all: ServiceSettings, configured?: (service: string) => ServiceSettings | undefined) {
    const source: InstanceSource = {
      instancesOf: (service) =>
        service === 'orders'
          ? this.names.map((instanceId) => sampleInstance({ instanceId, hostName: instanceId }))
          : [],
      serviceInstanceOf: toServiceInstance,
      isKnown: (service) => service === 'orders' && this.names.length > 0,
      services: () => ['orders'],
      isInformed: true,
      onChange: (listener) => {
        this.#listener = listener;
        return () => {};
      },
    };
    this.callers = new ServiceCallers(all, {
      source,
      clock: this.clock,
      random: () => 0.5,
      instanceId: '',
      listeners: {},
      onProbed: (change) => this.changes.push(change),
      ...(configured && { configured }),
      probing: {
        turns: probeTurns(),
        send: async ({ host }) => {
          this.probes += 1;
          return this.failing.has(host) ? { type: 'failing', because: 'answered 503' } : { type: 'healthy' };
        },
      },
    });
  }

  choose(service = 'orders'): string {
    const chosen = this.callers.choose(service);
    return typeof chosen === 'string' ? chosen : chosen.instanceId;
  }

  changed(...names: readonly string[]): void {
    this.names = [...names];
    this.#listener(new Set(['ORDERS']));
  }
}

describe('probes of a service', () => {
  it('begin with its first call, and keep callers from who fails', async () => {
    const orders = new ProbedOrders(ROUND_ROBIN);
    orders.failing.add('a');
    await passTime(orders.clock, 500);
    expect(orders.probes).toBe(0);
    orders.choose();
    await passTime(orders.clock, 50);
    expect([orders.choose(), orders.choose(), orders.choose()]).toEqual(['b', 'b', 'b']);
    expect(orders.changes).toMatchObject([{ service: 'orders', instanceId: 'a', healthy: false }]);
    orders.callers.close();
  });

  it.each<[string, (orders: ProbedOrders) => void]>([
    ['the callers close', ({ callers }) => callers.close()],
    ['the service is gone', (orders) => orders.changed()],
    ['it is declared without', ({ callers }) => void callers.declare('orders', { loadBalancer: { probe: false } })],
  ])('end when %s', async (_when, end) => {
    const orders = new ProbedOrders(ROUND_ROBIN);
    orders.choose();
    await passTime(orders.clock, 250);
    expect(orders.probes).toBeGreaterThanOrEqual(4);
    end(orders);
    const { probes } = orders;
    orders.choose();
    await passTime(orders.clock, 500);
    expect([orders.probes, orders.clock.pendingTimers]).toEqual([probes, 0]);
  });
});

describe('what configuration says of a service', () => {
  const all: ServiceSettings = { timeoutMs: 1, tryTimeoutMs: 1, retry: { maxNext: 1 } };
  const configured = (service: string): ServiceSettings | undefined =>
    service === 'taxes' ? { tryTimeoutMs: 2, retry: { maxSame: 2 } } : undefined;

  it('wins over what holds for all, and gives way to what is declared', () => {
    const { callers } = new ProbedOrders(all, configured);
    expect(callers.settingsOf('orders')).toBe(all);
    expect(callers.settingsOf('TAXES')).toMatchObject({
      timeoutMs: 1,
      tryTimeoutMs: 2,
      retry: { maxNext: 1, maxSame: 2 },
    });
    callers.declare('taxes', { tryTimeoutMs: 3 });
    expect(callers.settingsOf('taxes')).toMatchObject({ timeoutMs: 1, tryTimeoutMs: 3, retry: { maxSame: 2 } });
  });

  it('makes it one that is called by name, whether or not anybody knows it', () => {
    const { callers } = new ProbedOrders(all, configured);
    expect(['taxes', 'mails'].map((host) => callers.targetOf(`http://${host}/`).type)).toEqual(['service', 'direct']);
  });
});
