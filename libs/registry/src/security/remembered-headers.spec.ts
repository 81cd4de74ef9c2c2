import { describe, expect, it } from '@jest/globals';
import { RememberedHeaders } from './remembered-headers.js';
import { principal } from './roles.js';

describe('RememberedHeaders', () => {
  const [alice, bob] = [principal('alice', ['operator']), principal('bob', [])];

  it('finds what was right', () => {
    const remembered = new RememberedHeaders();
    remembered.keep('Basic a', alice);
    expect([remembered.find('Basic a'), remembered.find('Basic b')]).toEqual([alice, undefined]);
  });

  it('lets nobody who writes the same credentials in many ways push out those of others', () => {
    const remembered = new RememberedHeaders();
    remembered.keep('Basic alice', alice);
    for (let spaces = 1; spaces <= 5000; spaces++) remembered.keep(`Basic${' '.repeat(spaces)}bob`, bob);
    expect(remembered.find('Basic alice')).toBe(alice);
    expect(remembered.find('Basic bob')).toBeUndefined();
    expect(remembered.find(`Basic${' '.repeat(5000)}bob`)).toBe(bob);
  });

  it('keeps one header once, however often it is told of it', () => {
    const remembered = new RememberedHeaders();
    for (let time = 0; time < 20; time++) remembered.keep('Basic bob', bob);
    for (let n = 0; n < 7; n++) remembered.keep(`Basic bob${n}`, bob);
    expect(remembered.find('Basic bob')).toBe(bob);
  });
});
