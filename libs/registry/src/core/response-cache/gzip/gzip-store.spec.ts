import { describe, expect, it } from '@jest/globals';
import { GzipStore } from './gzip-store.js';
import type { QuietPlan } from './quiet-compression.js';
import type { Payload } from '../payload.js';
import { JSON_FULL, XML_FULL } from '../../../../spec-support/response-cache/payload-text.js';
import { settle } from '../../../../spec-support/response-cache/turns.js';
import { nameByContent } from '../view-name.js';

const ALL = { kind: 'all' } as const;

/** Compressions that end when the test says so; the result names what it was made of. */
class HandDrivenZip {
  readonly started: Payload[] = [];
  readonly #ends: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  readonly compress = (plain: Payload): Promise<Payload> => {
    this.started.push(plain);
    return new Promise((resolve, reject) => this.#ends.push({ resolve: () => resolve(zipOf(plain)), reject }));
  };

  async end(index: number): Promise<void> {
    this.#ends[index]?.resolve();
    await settle();
  }

  async fail(index: number): Promise<void> {
    this.#ends[index]?.reject(new Error('out of memory'));
    await settle();
  }
}

function plainOf(revision: number): Payload {
  return { chunks: [Buffer.from(`plain ${revision}`)], byteLength: 0, revision, tag: `"${revision}"` };
}

function zipOf(plain: Payload): Payload {
  return { ...plain, chunks: [Buffer.from('zipped')], byteLength: 6 };
}

function setUp(): {
  readonly zip: HandDrivenZip;
  readonly store: GzipStore;
  readonly plans: Map<string, QuietPlan>;
  show: (plain: Payload | undefined) => void;
} {
  const zip = new HandDrivenZip();
  const plans = new Map<string, QuietPlan>();
  let shown: Payload | undefined = plainOf(1);
  return {
    zip,
    store: new GzipStore(
      { get: () => shown, peek: () => shown },
      zip.compress,
      { plan: (name, plan) => void plans.set(name, plan) },
      nameByContent,
    ),
    plans,
    show: (plain) => (shown = plain),
  };
}

describe('GzipStore', () => {
  it('compresses once for all who ask, and keeps the result while the document stays', async () => {
    const { zip, store } = setUp();
    const answers = [store.get(ALL, JSON_FULL), store.get(ALL, JSON_FULL)].map(async (answer) => answer);
    await zip.end(0);
    const [first, second] = await Promise.all(answers);
    expect(second).toBe(first);
    expect(store.get(ALL, JSON_FULL)).toBe(first);
    expect(zip.started).toHaveLength(1);
  });

  it('makes those who ask for a newer state wait for one next run, which takes the newest', async () => {
    const { zip, store, show } = setUp();
    const old = store.get(ALL, JSON_FULL);
    show(plainOf(2));
    const second = store.get(ALL, JSON_FULL);
    show(plainOf(3));
    const third = store.get(ALL, JSON_FULL);
    expect(zip.started.map(({ revision }) => revision)).toEqual([1]);
    await zip.end(0);
    expect(await old).toMatchObject({ revision: 1 });
    expect(zip.started.map(({ revision }) => revision)).toEqual([1, 3]);
    await zip.end(1);
    expect([(await second)?.revision, (await third)?.revision]).toEqual([3, 3]);
    expect(store.get(ALL, JSON_FULL)).toMatchObject({ revision: 3 });
  });

  it('compresses different documents side by side', () => {
    const { zip, store } = setUp();
    void store.get(ALL, JSON_FULL);
    void store.get(ALL, XML_FULL);
    expect(zip.started).toHaveLength(2);
  });

  it('answers with absence when the document has gone meanwhile', async () => {
    const { zip, store, show } = setUp();
    void store.get(ALL, JSON_FULL);
    show(plainOf(2));
    const later = store.get(ALL, JSON_FULL);
    show(undefined);
    await zip.end(0);
    expect(await later).toBeUndefined();
    expect(store.get(ALL, JSON_FULL)).toBeUndefined();
  });

  it('tells a fault to those who wait for that run and tries again for others', async () => {
    const { zip, store, show } = setUp();
    const failing = Promise.resolve(store.get(ALL, JSON_FULL)).catch(String);
    show(plainOf(2));
    const later = store.get(ALL, JSON_FULL);
    await zip.fail(0);
    await zip.end(1);
    expect(await failing).toBe('Error: out of memory');
    expect(await later).toMatchObject({ revision: 2 });
  });

  it('answers with better bytes once they have come, as long as the document stays', async () => {
    const { zip, store, plans, show } = setUp();
    void store.get(ALL, JSON_FULL);
    await zip.end(0);
    const [plan] = plans.values();
    expect(plan?.isCurrent()).toBe(true);
    const better = zipOf(plan!.plain);
    plan!.keep(better);
    expect(store.get(ALL, JSON_FULL)).toBe(better);
    show(plainOf(2));
    expect(plan?.isCurrent()).toBe(false);
    void store.get(ALL, JSON_FULL);
    expect(zip.started).toHaveLength(2);
  });
});
