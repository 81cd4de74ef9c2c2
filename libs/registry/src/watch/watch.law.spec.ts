import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { StreamReader } from '../../spec-support/watch/stream-reader.js';
import { WatchedRegistry } from '../../spec-support/watch/watched-registry.js';
import type { OpenStream } from '../../spec-support/watch/watched-registry.js';

interface Step {
  readonly kind:
    'register' | 'cancel' | 'status' | 'wait' | 'congest' | 'drain' | 'drop' | 'resume' | 'forget' | 'restart';
  readonly app: string;
  readonly id: number;
  readonly vip: string;
  readonly ms: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>(
    ...(['register', 'register', 'register', 'cancel', 'cancel', 'status', 'wait', 'wait'] as const),
    ...(['congest', 'drain', 'drop', 'resume', 'forget', 'restart'] as const),
  ),
  app: fc.constantFrom('A', 'B'),
  id: fc.nat(3),
  vip: fc.constantFrom('v', 'w', 'v,w'),
  ms: fc.constantFrom(0, 10, 50, 200),
});

const chosen = fc.constantFrom<{ apps?: string; vips?: string }>(
  {},
  { apps: 'A' },
  { vips: 'v' },
  { apps: 'B', vips: 'v' },
);

/** A reader and the registry it reads, which is another one after a restart. */
class Scene {
  registry = new WatchedRegistry();
  #stream: OpenStream | undefined;
  #reader: StreamReader;
  #incarnation = 1;

  constructor(
    private readonly selection: { apps?: string; vips?: string },
    private readonly wantsSnapshots: boolean,
  ) {
    this.#reader = this.#newReader();
    this.#open();
  }

  async apply({ kind, app, id, vip, ms }: Step): Promise<void> {
    const name = `i-${id}`;
    switch (kind) {
      case 'register':
        return this.registry.register(app, name, { vipAddress: vip });
      case 'cancel':
        return this.registry.cancel(app, name);
      case 'status':
        return this.registry.setStatus(app, name, ms === 0 ? 'UP' : 'DOWN');
      case 'wait':
        return this.registry.pass(ms);
      case 'congest':
        this.#reader.takesOneAtATime = true;
        return;
      case 'drain':
        return this.#drain();
      case 'drop':
        return this.#drop();
      case 'resume':
        return this.#open();
      case 'forget':
        this.registry.core.changeLog.dropOlderThan(ms);
        return;
      case 'restart':
        this.#drop();
        this.registry = new WatchedRegistry({ node: `node-${++this.#incarnation}` });
    }
  }

  /** Everything gets through, and the reader is there. */
  async end(): Promise<StreamReader> {
    this.#open();
    this.#reader.takesOneAtATime = false;
    for (let turn = 0; turn < 5; turn++) {
      this.#drain();
      await this.registry.pass(100);
    }
    expect(this.registry.errors).toEqual([]);
    return this.#reader;
  }

  #newReader(): StreamReader {
    const { apps, vips } = this.selection;
    return new StreamReader(() => this.registry.selectedBy(apps, vips));
  }

  #drain(): void {
    this.#reader.isCongested = false;
    this.#stream?.subscription.drained();
  }

  #drop(): void {
    this.#stream?.subscription.closed();
    this.#stream = undefined;
  }

  /** What was read before stays; the id of the last event is where it goes on. */
  #open(): void {
    if (this.#stream !== undefined) return;
    this.#reader.isCongested = false;
    const from = { ...this.selection, since: this.#reader.lastId };
    this.#stream = this.registry.open(from, { wantsSnapshots: this.wantsSnapshots }, this.#reader);
  }
}

describe('the change stream', () => {
  it('makes the registry of its events, whatever is coalesced, congested, dropped, forgotten or restarted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        chosen,
        fc.boolean(),
        async (steps, selection, wantsSnapshots) => {
          const scene = new Scene(selection, wantsSnapshots);
          for (const each of steps) await scene.apply(each);
          const reader = await scene.end();
          expect(reader.copy).toEqual(scene.registry.expected(selection.apps, selection.vips));
          expect(reader.hashAgrees).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  }, 300_000);
});
