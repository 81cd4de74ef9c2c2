import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { addressesOf, hasAddress } from './vip-addresses.js';
import { VipIndex } from './vip-index.js';

describe('addressesOf', () => {
  it.each([
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a, b', ['a', ' b']],
    ['a,a', ['a']],
    [undefined, []],
  ])('splits %j into %j', (vipAddress, expected) => {
    expect(addressesOf(sampleInstance({ vipAddress, secureVipAddress: 'x' }), 'vip')).toEqual(expected);
    expect(addressesOf(sampleInstance({ secureVipAddress: vipAddress, vipAddress: 'x' }), 'secure-vip')).toEqual(
      expected,
    );
  });
});

describe('hasAddress', () => {
  it('agrees with the list of addresses', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', ' '), maxLength: 4 });
    fc.assert(
      fc.property(text, text, (vipAddress, address) => {
        const instance = sampleInstance({ vipAddress });
        expect(hasAddress(instance, 'vip', address)).toBe(addressesOf(instance, 'vip').includes(address));
      }),
    );
  });
});

describe('VipIndex', () => {
  it('names an application as long as one of its instances has the address', () => {
    const index = new VipIndex('vip');
    const [first, second] = [sampleInstance({ vipAddress: 'x,y' }), sampleInstance({ vipAddress: 'x' })];
    index.add(first);
    index.add(second);
    index.add(sampleInstance({ app: 'STOCK', vipAddress: 'x' }));
    expect([index.applications('x'), index.applications('y')]).toEqual([['ORDERS', 'STOCK'], ['ORDERS']]);
    index.remove(first);
    expect([index.applications('x'), index.applications('y')]).toEqual([['ORDERS', 'STOCK'], []]);
    index.remove(second);
    expect(index.applications('x')).toEqual(['STOCK']);
  });
});
