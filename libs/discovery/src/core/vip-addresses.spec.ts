import { describe, expect, it } from '@jest/globals';
import { instanceIdOf } from '@nest-eureka/protocol';
import { knownInstance, registryOf } from '../../spec-support/known-instances.js';
import { mergedRegistry, vipAddressesIn } from './vip-addresses.js';

describe('vipAddressesIn', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['orders', ['orders']],
    ['orders, bills,,orders ', ['orders', 'bills']],
  ])('finds in %j %j', (text, names) => {
    expect(vipAddressesIn(text)).toEqual(names);
  });
});

describe('mergedRegistry', () => {
  const [one, two] = [knownInstance({ instanceId: 'o1' }), knownInstance({ instanceId: 'o2' })];

  it('lists each instance once', () => {
    const { applications } = mergedRegistry([registryOf([one, two], -1), registryOf([two], -1)]);
    expect(applications.map(({ name, instances }) => [name, instances.map(instanceIdOf)])).toEqual([
      [one.app, ['o1', 'o2']],
    ]);
  });

  it('is empty where nobody has the addresses', () => {
    expect(mergedRegistry([registryOf([], -1)]).applications).toEqual([]);
  });
});
