import { beforeEach, describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { toServiceInstance } from '../../core/service-instance.js';
import type { ServiceInstance } from '../../core/service-instance.js';
import { InstanceClients } from './instance-clients.js';

const instance = (instanceId: string, grpc = '1'): ServiceInstance =>
  toServiceInstance(sampleInstance({ instanceId, metadata: new Map([['grpc', grpc]]) }));

class ListedInstances {
  #listener: (() => void) | undefined;
  listed: readonly ServiceInstance[] = [];

  get isFollowed(): boolean {
    return this.#listener !== undefined;
  }

  instances(): readonly ServiceInstance[] {
    return this.listed;
  }

  onChange(_: string, listener: () => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  list(...instances: readonly ServiceInstance[]): void {
    this.listed = instances;
    this.#listener?.();
  }
}

let registry: ListedInstances;
let events: string[];
let clients: InstanceClients<{ close(): void }>;

beforeEach(() => {
  registry = new ListedInstances();
  events = [];
  clients = new InstanceClients(registry, 'stock', ({ instanceId, metadata }) => {
    const name = `${instanceId}@${metadata.get('grpc')}`;
    events.push(`open ${name}`);
    return { close: () => events.push(`close ${name}`) };
  });
});

/** Something under way with the instance until it is completed. */
function begin(wanted: ServiceInstance): Subject<number> {
  const values = new Subject<number>();
  clients.use(wanted, () => values).subscribe({ error: () => {} });
  return values;
}

describe('clients of instances', () => {
  it('are created once for each, however often it is read anew', () => {
    begin(instance('a'));
    begin(instance('a'));
    begin(instance('b'));
    expect(events).toEqual(['open a@1', 'open b@1']);
  });

  it('of an instance that left are closed when nothing is under way on them', () => {
    const one = begin(instance('a'));
    const two = begin(instance('a'));
    begin(instance('b')).complete();
    registry.list();
    expect(events).toEqual(['open a@1', 'open b@1', 'close b@1']);
    one.complete();
    expect(events).not.toContain('close a@1');
    two.error(new Error('broken'));
    expect(events.at(-1)).toBe('close a@1');
  });

  it('stay while their instance is listed', () => {
    begin(instance('a')).complete();
    registry.list(instance('a'));
    begin(instance('a')).complete();
    expect(events).toEqual(['open a@1']);
  });

  it('are new ones when the instance is to be reached otherwise', () => {
    begin(instance('a', '1')).complete();
    begin(instance('a', '2'));
    expect(events).toEqual(['open a@1', 'close a@1', 'open a@2']);
  });

  it('are new ones after they were given up', () => {
    begin(instance('a')).complete();
    clients.retire(instance('a'));
    clients.retire(instance('never seen'));
    begin(instance('a'));
    expect(events).toEqual(['open a@1', 'close a@1', 'open a@1']);
  });

  it('are all closed at the end, once each, and nobody is followed any more', async () => {
    const left = begin(instance('a'));
    registry.list();
    begin(instance('b'));
    await clients.close();
    left.complete();
    expect(events.slice(2).toSorted()).toEqual(['close a@1', 'close b@1']);
    expect(registry.isFollowed).toBe(false);
  });

  it('are closed with what is under way on them where that begins after the end', async () => {
    await clients.close();
    const late = begin(instance('a'));
    expect([events, registry.isFollowed]).toEqual([['open a@1'], false]);
    late.complete();
    expect(events).toEqual(['open a@1', 'close a@1']);
  });

  it('are all closed when one of them cannot be', async () => {
    const closed: string[] = [];
    const failing = new InstanceClients(registry, 'stock', ({ instanceId }) => ({
      close() {
        closed.push(instanceId);
        throw new Error('closed already');
      },
    }));
    for (const id of ['a', 'b']) failing.use(instance(id), () => new Subject()).subscribe();
    await expect(failing.close()).resolves.toBeUndefined();
    expect(closed).toEqual(['a', 'b']);
  });

  it('tell whoever wants one that it cannot be created', () => {
    const failing = new InstanceClients(registry, 'stock', () => {
      throw new Error('no such package');
    });
    let told: unknown;
    failing
      .use(instance('a'), () => new Subject())
      .subscribe({
        error: (error: unknown) => {
          told = error;
        },
      });
    expect(told).toMatchObject({ message: 'no such package' });
  });
});
