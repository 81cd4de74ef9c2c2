import { describe, expect, it } from '@jest/globals';
import { CheckQueue } from './check-queue.js';

/** Checks that end when they are told to. */
class Checks {
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  begin(name: string): () => Promise<string> {
    return () => {
      this.started.push(name);
      return new Promise((resolve) => this.#ends.set(name, () => resolve(name)));
    };
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

const wanted = (): boolean => true;

describe('CheckQueue', () => {
  it('runs two checks at a time and one for each network', async () => {
    const [queue, checks] = [new CheckQueue(), new Checks()];
    const all = ['a1', 'a2', 'b1', 'c1'].map((name) => queue.run(name.charAt(0), checks.begin(name), wanted));
    await checks.end('nothing');
    expect(checks.started).toEqual(['a1', 'b1']);
    await checks.end('b1');
    expect(checks.started).toEqual(['a1', 'b1', 'c1']);
    await checks.end('a1');
    expect(checks.started).toEqual(['a1', 'b1', 'c1', 'a2']);
    await checks.end('a2');
    await checks.end('c1');
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'b1', 'c1']);
  });

  it('goes on after a check that fails', async () => {
    const queue = new CheckQueue();
    await expect(queue.run('a', () => Promise.reject(new Error('no')), wanted)).rejects.toThrow('no');
    expect(await queue.run('a', () => Promise.resolve('yes'), wanted)).toBe('yes');
  });

  it('does not begin what nobody wants any more when its turn comes, in its lane or for a place', async () => {
    const [queue, checks, gone] = [new CheckQueue(), new Checks(), new Set<string>()];
    const all = ['a1', 'a2', 'b1', 'c1', 'd1'].map((name) =>
      queue.run(name.charAt(0), checks.begin(name), () => !gone.has(name)),
    );
    for (const name of ['a2', 'c1']) gone.add(name);
    await checks.end('nothing');
    await checks.end('a1');
    await checks.end('b1');
    await checks.end('d1');
    expect(await Promise.all(all)).toEqual(['a1', undefined, 'b1', undefined, 'd1']);
    expect(checks.started).toEqual(['a1', 'b1', 'd1']);
  });
});
