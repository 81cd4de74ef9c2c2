import type { Said } from '../../core/sentences/said.js';
import type { Reply } from '../wire/reply.js';
import { NOTHING, html } from './html.js';
import type { PageLanguage } from './page-language.js';
import { PAGE_TEXTS, pageSentence } from './page-texts.js';
import { smallPage } from './small-page.js';

export interface SignInPage {
  readonly language: PageLanguage;
  /** What was wrong with the last attempt. */
  readonly fault?: Said;
  /** What leads from the page to `x/` of the API; '' for `x/sign-in` and `x/session` themselves. */
  readonly base?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The form for people as an answer. */
export function signInReply(status: number, { language, fault, base = '', headers }: SignInPage): Reply {
  const texts = PAGE_TEXTS[language];
  const sentence = fault && pageSentence(fault, texts);
  const content = html`${sentence === undefined ? NOTHING : html`<p role="alert" lang="${sentence.lang}">${sentence.text}</p>`}
<form method="post" action="${base}session">
<label for="name">${texts.name}</label>
<input id="name" name="name" autocomplete="username" required autofocus>
<label for="password">${texts.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">${texts.signIn}</button>
</form>`;
  return smallPage(status, texts.signIn, content, { texts, base, ...(headers && { headers }) });
}

export const SIGN_IN_STYLE = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; display: grid; min-height: 100vh; place-items: center; }
main { width: min(22rem, 90vw); }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; }
form { display: grid; gap: .4rem; }
input, button { font: inherit; padding: .5rem .6rem; }
button { margin-top: .8rem; }
[role=alert] { border-left: 4px solid #b00020; padding: .4rem .8rem; }
`;
