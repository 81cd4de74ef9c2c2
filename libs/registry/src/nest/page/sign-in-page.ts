import type { Reply } from '../wire/reply.js';
import { NOTHING, html } from './html.js';

/**
 * The form for people; it needs no script.
 * @param base what leads from the page to `x/` of the API; '' for `x/sign-in` and `x/session` themselves
 */
function signInPage(fault: string | undefined, base = ''): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · Eureka</title>
<link rel="stylesheet" href="${base}sign-in.css">
</head>
<body>
<main>
<h1>nest-eureka</h1>
${fault === undefined ? NOTHING : html`<p role="alert">${fault}</p>`}
<form method="post" action="${base}session">
<label for="name">User name</label>
<input id="name" name="name" autocomplete="username" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>
</main>
</body>
</html>
`.text;
}

/** The page's own form shows its origin, which no-referrer would hide. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The form as an answer. */
export function signInReply(
  status: number,
  { fault, base, headers = {} }: { fault?: string; base?: string; headers?: Readonly<Record<string, string>> } = {},
): Reply {
  const body = signInPage(fault, base);
  return {
    kind: 'document',
    status,
    contentType: 'text/html;charset=UTF-8',
    body,
    headers: { ...HEADERS, ...headers },
  };
}

export const SIGN_IN_STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; display: grid; min-height: 100vh; place-items: center; }
main { width: min(22rem, 90vw); }
h1 { font-size: 1.4rem; }
form { display: grid; gap: .4rem; }
input, button { font: inherit; padding: .5rem .6rem; }
button { margin-top: .8rem; }
[role=alert] { border-left: 4px solid #b00020; padding: .4rem .8rem; }
`;
