import { describe, expect, it } from '@jest/globals';
import { appWhitelist } from './app-whitelist.js';

describe('appWhitelist', () => {
  it.each([
    // lists, region, application, shown
    [{}, 'east', 'ORDERS', true],
    [{ east: ['ORDERS'] }, 'east', 'ORDERS', true],
    [{ east: ['ORDERS'] }, 'east', 'STOCK', false],
    [{ east: ['ORDERS'] }, 'west', 'STOCK', true],
    [{ global: ['ORDERS'] }, 'west', 'STOCK', false],
    [{ global: ['ORDERS'], west: ['STOCK'] }, 'west', 'STOCK', true],
    [{ global: ['ORDERS'], west: ['STOCK'] }, 'west', 'ORDERS', false],
    [{ East: ['orders'] }, 'east', 'ORDERS', true],
  ])('with %j shows of %s %s: %s', (lists, region, app, shown) => {
    expect(appWhitelist(new Map(Object.entries(lists)))(region, app)).toBe(shown);
  });
});
