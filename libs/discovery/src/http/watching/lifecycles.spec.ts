import { describe, expect, it } from '@jest/globals';
import { later, refused, ScriptedService } from '../../../spec-support/scripted-service.js';
import type { ServiceSettings } from '../service-settings.js';
import type { Completion, LoadBalancerLifecycle } from './load-balancer-lifecycle.js';
import { Lifecycles } from './lifecycles.js';

/** Notes what it is told, a word for each. */
class Notes implements LoadBalancerLifecycle {
  readonly told: string[] = [];
  readonly completions: Completion[] = [];

  onStart({ service }: { readonly service: string }): void {
    this.told.push(`start ${service}`);
  }

  onStartRequest(_request: unknown, { instanceId }: { readonly instanceId: string }): void {
    this.told.push(`request ${instanceId}`);
  }

  onComplete(_request: unknown, completion: Completion): void {
    this.completions.push(completion);
    this.told.push(completion.status);
  }
}

function watchedBy(lifecycles: readonly LoadBalancerLifecycle[], settings: ServiceSettings = {}) {
  const faults: string[] = [];
  const clock = { monotonic: (): number => service.clock.monotonic() };
  const all = new Lifecycles(clock, (callback, error) => {
    faults.push(`${callback}: ${String(error)}`);
  });
  for (const lifecycle of lifecycles) all.add(lifecycle);
  const service: ScriptedService = new ScriptedService(settings, { around: { call: [], attempt: [all.attempt] } });
  return { service, faults };
}

describe('a lifecycle', () => {
  it('is told of each sending, retries included', async () => {
    const notes = new Notes();
    const { service } = watchedBy([notes]);
    const error = refused();
    service.script = { b: [error], c: [404] };
    await service.call();
    expect(notes.told).toEqual(['start orders', 'request b', 'FAILED', 'start orders', 'request c', 'SUCCESS']);
    expect(notes.completions).toMatchObject([
      { instance: { instanceId: 'b' }, error },
      { instance: { instanceId: 'c' }, httpStatus: 404 },
    ]);
  });

  it.each([
    ['nobody is registered', [], 'orders', 'none-registered'],
    ['nobody knows the service', ['a'], 'elsewhere', 'none-registered'],
  ])('hears of DISCARD when %s', async (_name, instances, service, reason) => {
    const notes = new Notes();
    const watched = watchedBy([notes]);
    watched.service.instances = instances;
    await watched.service.call({ service });
    expect(notes.told).toEqual([`start ${service}`, 'DISCARD']);
    expect(notes.completions).toEqual([{ status: 'DISCARD', reason }]);
  });

  it('hears of FAILED when the caller goes away', async () => {
    const notes = new Notes();
    const { service } = watchedBy([notes]);
    service.script = { b: [later().answer] };
    const caller = new AbortController();
    const call = service.call({ signal: caller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    await call;
    await new Promise((resolve) => setImmediate(resolve));
    expect(notes.told).toEqual(['start orders', 'request b', 'FAILED']);
    expect(notes.completions).toMatchObject([{ error: { name: 'AbortError' } }]);
  });

  it('hears of the services that it supports alone', async () => {
    const notes = Object.assign(new Notes(), { supports: (service: string) => service !== 'orders' });
    const { service } = watchedBy([notes]);
    await service.call();
    await service.call({ service: 'elsewhere' });
    expect(notes.told).toEqual(['start elsewhere', 'DISCARD']);
  });

  it('may leave every callback out', async () => {
    const { service, faults } = watchedBy([{}]);
    expect(await service.call()).toMatchObject({ type: 'answered' });
    expect(faults).toEqual([]);
  });

  it('never disturbs a call nor another lifecycle, and what it throws is told once for each callback', async () => {
    const fail = (): never => {
      throw new Error('no');
    };
    class Broken implements LoadBalancerLifecycle {
      onStart = fail;
      onStartRequest = async () => fail();
      onComplete = fail;
    }
    const notes = new Notes();
    const { service, faults } = watchedBy([new Broken(), { supports: fail }, notes]);
    for (let call = 0; call < 3; call++) expect(await service.call()).toMatchObject({ type: 'answered' });
    expect(notes.told).toHaveLength(9);
    expect(faults.toSorted()).toEqual([
      'Broken.onComplete: Error: no',
      'Broken.onStart: Error: no',
      'Broken.onStartRequest: Error: no',
      'LoadBalancerLifecycle.supports: Error: no',
    ]);
  });
});
