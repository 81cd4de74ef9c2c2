import type { PageLinks } from './layout.js';

/** Relative links from a path of the page, so that it works behind a prefix that we know nothing of. */
export function linksFrom(
  path: string,
  home: string,
  api: string,
  names: Pick<PageLinks, 'style' | 'icon'>,
): PageLinks {
  const below = path.slice(home.length);
  const up = '../'.repeat(Math.max(0, below.split('/').length - 2));
  const start = below === '' ? `${home.split('/').at(-1) ?? ''}/` : up === '' ? './' : up;
  const toRoot = '../'.repeat(Math.max(0, path.split('/').length - 2)) || './';
  return {
    home: start,
    lastLeases: `${start}lastn`,
    style: `${start}${names.style}`,
    icon: `${start}${names.icon}`,
    api: `${toRoot}${api.replace(/^\//, '')}/`,
    dashboard: undefined,
  };
}
