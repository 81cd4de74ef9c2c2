import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import type { Payload } from '../payload.js';
import { QuietCompression } from './quiet-compression.js';

const QUIET_MS = 1000;
const TOOK_MS = 50;

function payload(revision: number): Payload {
  return { chunks: [], byteLength: 0, revision, tag: `W/"${revision}"` };
}

class Scene {
  readonly clock = new ManualClock();
  readonly started: number[] = [];
  readonly kept: string[] = [];
  readonly current = new Map<string, Payload>();
  fails = false;
  readonly #quiet = new QuietCompression((plain) => this.#compress(plain), this.clock, QUIET_MS);

  /** Shows a document under a name. */
  show(name: string, revision: number): void {
    const plain = payload(revision);
    this.current.set(name, plain);
    this.#quiet.plan(name, {
      plain,
      isCurrent: () => this.current.get(name) === plain,
      keep: (compressed) => this.kept.push(`${name} ${compressed.revision}`),
    });
  }

  #compress(plain: Payload): Promise<Payload> {
    this.started.push(plain.revision);
    return new Promise((resolve, reject) => {
      this.clock.after(TOOK_MS, () => (this.fails ? reject(new Error('no memory')) : resolve(plain)));
    });
  }
}

describe('QuietCompression', () => {
  it('compresses a document once it has been the same for the quiet time', async () => {
    const scene = new Scene();
    scene.show('all', 1);
    await scene.clock.advanceAsync(QUIET_MS - 1);
    expect(scene.started).toEqual([]);
    await scene.clock.advanceAsync(1 + TOOK_MS);
    expect(scene.kept).toEqual(['all 1']);
    await scene.clock.advanceAsync(10 * QUIET_MS);
    expect(scene.started).toEqual([1]);
    expect(scene.clock.pendingTimers).toBe(0);
  });

  it('begins to wait anew with each other document of the name', async () => {
    const scene = new Scene();
    for (let revision = 1; revision <= 5; revision++) {
      scene.show('all', revision);
      await scene.clock.advanceAsync(QUIET_MS - 1);
    }
    expect(scene.started).toEqual([]);
    await scene.clock.advanceAsync(QUIET_MS);
    expect(scene.started).toEqual([5]);
  });

  it('leaves out a document that nobody gets any more', async () => {
    const scene = new Scene();
    scene.show('all', 1);
    scene.show('delta', 2);
    scene.current.delete('all');
    await scene.clock.advanceAsync(QUIET_MS + TOOK_MS);
    expect(scene.kept).toEqual(['delta 2']);
  });

  it('compresses one document after the other, without a pause while they stay', async () => {
    const scene = new Scene();
    for (const [index, name] of ['all', 'delta', 'xml'].entries()) scene.show(name, index);
    await scene.clock.advanceAsync(QUIET_MS + TOOK_MS / 2);
    expect(scene.started).toEqual([0]);
    await scene.clock.advanceAsync(2 * TOOK_MS);
    expect(scene.started).toEqual([0, 1, 2]);
  });

  it('rests a hundred times as long as a run took whose result was soon out of date', async () => {
    const scene = new Scene();
    scene.show('all', 1);
    await scene.clock.advanceAsync(QUIET_MS + TOOK_MS);
    scene.show('all', 2);
    await scene.clock.advanceAsync(100 * TOOK_MS - 1);
    expect(scene.started).toEqual([1]);
    await scene.clock.advanceAsync(1 + TOOK_MS);
    expect(scene.kept).toEqual(['all 1', 'all 2']);
  });

  it('lets the bytes at hand be when compressing fails', async () => {
    const scene = new Scene();
    scene.fails = true;
    scene.show('all', 1);
    await scene.clock.advanceAsync(QUIET_MS + TOOK_MS);
    expect([scene.started, scene.kept]).toEqual([[1], []]);
    scene.fails = false;
    scene.show('all', 2);
    await scene.clock.advanceAsync(200 * TOOK_MS);
    expect(scene.kept).toEqual(['all 2']);
  });
});
