import { describe, expect, it } from '@jest/globals';
import { pageHome } from './page-home.js';

const AS_IT_IS = { enabled: true, path: '/', pathIsExplicit: false };
const CONFIGURED = { enabled: true, path: '/page', pathIsExplicit: true };

describe('pageHome', () => {
  it.each([
    ['', AS_IT_IS, ''],
    ['/ctx', AS_IT_IS, '/ctx'],
    ['/ctx', CONFIGURED, '/ctx/page'],
    ['', { ...CONFIGURED, enabled: false }, undefined],
  ])('of a registry alone below %j with %j is %j', (contextPath, dashboard, expected) => {
    expect(pageHome({ contextPath, dashboard }, true)).toBe(expected);
  });

  it.each([
    [AS_IT_IS, undefined],
    [CONFIGURED, '/page'],
    [{ ...CONFIGURED, path: '/' }, ''],
    [{ ...CONFIGURED, enabled: false }, undefined],
  ])('inside an application with %j is %j', (dashboard, expected) => {
    expect(pageHome({ contextPath: '', dashboard }, false)).toBe(expected);
  });
});
