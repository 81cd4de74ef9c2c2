import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Endpoint } from '../endpoint/endpoint.js';
import { ServerList } from './server-list.js';

const A = new Endpoint('http://a/', 'z', undefined);
const B = new Endpoint('http://b/', 'z', undefined);

function listOf(...results: (readonly Endpoint[] | Error)[]) {
  const clock = new ManualClock();
  const warnings: string[] = [];
  let asked = 0;
  const source = async () => {
    const result = results[Math.min(asked++, results.length - 1)] ?? [];
    if (result instanceof Error) throw result;
    return result;
  };
  const list = new ServerList(source, 1000, { clock, onWarning: (message) => void warnings.push(message) });
  return { list, clock, warnings, asked: () => asked };
}

describe('ServerList (AsyncResolverTest)', () => {
  it('is made at the first use and then kept', async () => {
    const { list, asked, clock } = listOf([A]);
    expect(clock.pendingTimers).toBe(0);
    expect(await list.endpoints()).toEqual([A]);
    expect(await list.endpoints()).toEqual([A]);
    expect(asked()).toBe(1);
    expect(list.find('http://a/')).toBe(A);
  });

  it('asks once for concurrent first uses', async () => {
    const { list, asked } = listOf([A]);
    await Promise.all([list.endpoints(), list.endpoints()]);
    expect(asked()).toBe(1);
  });

  it('is made anew after each interval', async () => {
    const { list, clock } = listOf([A], [B], []);
    await list.endpoints();
    await clock.advanceAsync(1000);
    expect(await list.endpoints()).toEqual([B]);
    await clock.advanceAsync(1000);
    expect(await list.endpoints()).toEqual([]);
  });

  it('keeps the old list when a refresh fails, and tells the same trouble once', async () => {
    const { list, clock, warnings, asked } = listOf([A], new Error('no DNS'));
    await list.endpoints();
    await clock.advanceAsync(3500);
    expect(await list.endpoints()).toEqual([A]);
    expect(asked()).toBe(4);
    expect(warnings).toEqual(['The list of registries cannot be made: no DNS']);
  });

  it('tries again at the next use when the first look-up failed', async () => {
    const { list } = listOf(new Error('no DNS'), [A]);
    expect(await list.endpoints()).toEqual([]);
    expect(await list.endpoints()).toEqual([A]);
  });

  it('leaves no timer behind when it is closed, and is empty from then on', async () => {
    const { list, clock } = listOf([A]);
    await list.endpoints();
    expect(clock.pendingTimers).toBe(1);
    list.close();
    expect(clock.pendingTimers).toBe(0);
    expect(await list.endpoints()).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});
