import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import { principal } from '../roles.js';
import { fitsPattern } from './app-patterns.js';
import { Owners } from './owners.js';

const ALICE = principal('alice', ['registrar']);
const BOB = principal('bob', ['registrar']);
const STOCK = principal('stock', ['registrar'], ['STOCK', 'STOCK-*']);
const OPERATOR = principal('olga', ['operator']);

function owners(hasOneRegistrar = false): {
  readonly all: Owners;
  readonly register: (app: string, id: string) => void;
} {
  const { store, leases } = sampleRegistry();
  const register = (app: string, id: string): void =>
    void leases.register(app, { ...sampleInstance({ app }), instanceId: id }, 'peer');
  return { all: new Owners(store, hasOneRegistrar), register };
}

describe('Owners', () => {
  it('let a registrar change what it registered, in any case of letters, and nobody else', () => {
    const { all, register } = owners();
    expect(all.mayDo('register', ALICE, 'ORDERS', 'i-1')).toBe(true);
    register('ORDERS', 'i-1');
    all.claim(ALICE, 'orders', 'i-1');
    for (const deed of ['register', 'renew', 'change'] as const) {
      expect([deed, all.mayDo(deed, ALICE, 'Orders', 'i-1')]).toEqual([deed, true]);
      expect([deed, all.mayDo(deed, BOB, 'ORDERS', 'i-1')]).toEqual([deed, false]);
      expect([deed, all.mayDo(deed, OPERATOR, 'ORDERS', 'i-1')]).toEqual([deed, true]);
    }
  });

  it('give an instance from elsewhere to the first that renews it', () => {
    const { all, register } = owners();
    register('ORDERS', 'i-1');
    expect(all.mayDo('change', BOB, 'ORDERS', 'i-1')).toBe(false);
    expect(all.mayDo('renew', ALICE, 'ORDERS', 'i-1')).toBe(true);
    expect(all.mayDo('change', ALICE, 'ORDERS', 'i-1')).toBe(true);
    expect(all.mayDo('renew', BOB, 'ORDERS', 'i-1')).toBe(false);
  });

  it('let one change what has no owner yet where it owns another of the application, or is the only registrar', () => {
    const { all, register } = owners();
    register('ORDERS', 'i-1');
    register('ORDERS', 'i-2');
    all.claim(ALICE, 'ORDERS', 'i-1');
    expect(all.mayDo('change', ALICE, 'ORDERS', 'i-2')).toBe(true);
    expect(all.mayDo('change', BOB, 'ORDERS', 'i-2')).toBe(false);
    const alone = owners(true);
    alone.register('ORDERS', 'i-1');
    expect(alone.all.mayDo('change', BOB, 'ORDERS', 'i-1')).toBe(true);
  });

  it('hold a registrar with patterns to them, whoever registered', () => {
    const { all, register } = owners();
    register('STOCK-EU', 'i-1');
    all.claim(ALICE, 'STOCK-EU', 'i-1');
    expect(all.mayDo('change', STOCK, 'stock-eu', 'i-1')).toBe(true);
    expect(all.mayDo('register', STOCK, 'STOCK', 'new')).toBe(true);
    expect(all.mayDo('register', STOCK, 'STOCKS', 'new')).toBe(false);
    expect(all.mayDo('renew', STOCK, 'ORDERS', 'i-1')).toBe(false);
  });

  it("keep an id from being registered under another application, which its owner's override would follow", () => {
    const { all, register } = owners();
    register('ORDERS', 'i-1');
    all.claim(ALICE, 'ORDERS', 'i-1');
    expect(all.mayDo('register', BOB, 'EVIL', 'i-1')).toBe(false);
    expect(all.mayDo('register', STOCK, 'STOCK', 'i-1')).toBe(false);
    expect(all.mayDo('register', ALICE, 'OTHER', 'i-1')).toBe(true);
  });

  it('forget an owner with its instance', () => {
    const { all } = owners();
    all.claim(ALICE, 'ORDERS', 'gone');
    expect(all.mayDo('register', BOB, 'ORDERS', 'gone')).toBe(true);
  });
});

describe('fitsPattern', () => {
  it.each([
    ['ORDERS', 'orders', true],
    ['ORDERS', '*', true],
    ['ORDERS', 'ORD*', true],
    ['ORDERS', '*ERS', true],
    ['ORDERS', 'O*D*S', true],
    ['ORDERS-EU', 'ORDERS', false],
    ['AB', 'AB*B', false],
    ['ORDERS', 'O.DERS', false],
    ['ORDERS', '', false],
  ])('finds that %s fits %s: %s', (app, pattern, fits) => expect(fitsPattern(app, pattern)).toBe(fits));
});
