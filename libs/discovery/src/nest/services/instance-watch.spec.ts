import { describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';
import { InstanceWatch } from './instance-watch.js';
import type { Instances } from './instance-watch.js';

function list(...ids: string[]): Instances {
  return ids.map((instanceId) => ({ instanceId }) as ServiceInstance);
}

function watchOf(changes: Subject<Instances>): InstanceWatch {
  return new InstanceWatch((subscriber) => changes.subscribe(subscriber));
}

const ids = (instances: Instances | undefined): string[] | undefined => instances?.map(({ instanceId }) => instanceId);

describe('InstanceWatch', () => {
  it('is an Observable', () => {
    const changes = new Subject<Instances>();
    const seen: (string[] | undefined)[] = [];
    const subscription = watchOf(changes).subscribe((instances) => seen.push(ids(instances)));
    changes.next(list('a'));
    changes.next(list('a', 'b'));
    subscription.unsubscribe();
    changes.next(list());
    expect(seen).toEqual([['a'], ['a', 'b']]);
  });

  it('gives a loop each list that it waits for, and ends when the client stops', async () => {
    const changes = new Subject<Instances>();
    const seen: (string[] | undefined)[] = [];
    const loop = (async () => {
      for await (const instances of watchOf(changes)) seen.push(ids(instances));
    })();
    changes.next(list('a'));
    await turn();
    changes.next(list('b'));
    await turn();
    changes.complete();
    await loop;
    expect(seen).toEqual([['a'], ['b']]);
  });

  it('keeps only the newest list for a loop that is slow', async () => {
    const changes = new Subject<Instances>();
    const iterator = watchOf(changes)[Symbol.asyncIterator]();
    for (const id of ['a', 'b', 'c']) changes.next(list(id));
    expect(ids((await iterator.next()).value)).toEqual(['c']);
    changes.complete();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('lets go of the client when the loop is left', async () => {
    const changes = new Subject<Instances>();
    for await (const instances of watchOf(startingWith(changes, list('a')))) {
      expect(ids(instances)).toEqual(['a']);
      expect(changes.observed).toBe(true);
      break;
    }
    expect(changes.observed).toBe(false);
  });

  it('fails the loop when it fails', async () => {
    const changes = new Subject<Instances>();
    const iterator = watchOf(changes)[Symbol.asyncIterator]();
    const next = iterator.next();
    changes.error(new Error('no more'));
    await expect(next).rejects.toThrow('no more');
    await expect(iterator.next()).rejects.toThrow('no more');
  });
});

/** A subject that is told of one list as soon as somebody listens. */
function startingWith(changes: Subject<Instances>, first: Instances): Subject<Instances> {
  const subscribe = changes.subscribe.bind(changes);
  changes.subscribe = ((observer: never) => {
    const subscription = subscribe(observer);
    changes.next(first);
    return subscription;
  }) as never;
  return changes;
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
