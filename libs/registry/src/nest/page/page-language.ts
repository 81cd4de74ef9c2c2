import type { IncomingHttpHeaders } from 'node:http';

/** What the pages that are made here speak. */
export type PageLanguage = 'en' | 'zh';

/** The first language of a browser that is known here; English where there is none. */
export function pageLanguage(headers: Pick<IncomingHttpHeaders, 'accept-language'>): PageLanguage {
  for (const range of (headers['accept-language'] ?? '').slice(0, 1_000).split(',')) {
    const [tag = '', quality] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    if (Number(quality ?? 1) === 0) continue;
    if (/^zh(-|$)/.test(tag)) return 'zh';
    if (/^en(-|$)/.test(tag)) return 'en';
  }
  return 'en';
}
