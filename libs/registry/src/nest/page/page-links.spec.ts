import { describe, expect, it } from '@jest/globals';
import { linksFrom } from './page-links.js';

describe('linksFrom', () => {
  it.each([
    ['/', '', '/eureka'],
    ['', '', '/eureka'],
    ['/lastn', '', '/eureka'],
    ['/lastn/', '', '/eureka'],
    ['/page', '/page', '/eureka'],
    ['/page/', '/page', '/ctx/eureka'],
    ['/ctx/page/lastn/', '/ctx/page', '/ctx/eureka'],
  ])('leads from %j below %j to home, style sheet and API %j, also behind a prefix', (path, home, api) => {
    const links = linksFrom(path, home, api, { style: 'page.css', icon: 'page.svg' });
    const from = (link: string): string => new URL(link, `http://registry.test/prefix${path}`).pathname;
    // a prefix without a slash is led to its folder by whoever serves it
    const prefix = path === '' ? '' : '/prefix';
    expect(from(links.home)).toBe(`${prefix}${home}/`);
    expect(from(links.style)).toBe(`${prefix}${home}/page.css`);
    expect(from(links.lastLeases)).toBe(`${prefix}${home}/lastn`);
    expect(from(links.api)).toBe(`${prefix}${api}/`);
  });
});
