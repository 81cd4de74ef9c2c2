import type { Reply } from '../wire/reply.js';
import { html } from './html.js';
import type { Html } from './html.js';
import type { PageTexts } from './page-texts.js';

/** The page's own form shows its origin, which no-referrer would hide. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/**
 * A page for those who have not come in; it needs no script.
 * @param base what leads from the page to `x/` of the API; '' for what stands there itself
 */
export function smallPage(
  status: number,
  title: string,
  content: Html,
  { texts, base, headers = {} }: { texts: PageTexts; base: string; headers?: Readonly<Record<string, string>> },
): Reply {
  const body = html`<!doctype html>
<html lang="${texts.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Eureka</title>
<link rel="stylesheet" href="${base}sign-in.css">
</head>
<body>
<main>
<h1>nest-eureka</h1>
${content}
</main>
</body>
</html>
`.text;
  return {
    kind: 'document',
    status,
    contentType: 'text/html;charset=UTF-8',
    body,
    headers: { ...HEADERS, ...headers },
  };
}
