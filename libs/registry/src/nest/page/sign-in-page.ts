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

export const SIGN_IN_STYLE = `:root { color-scheme: light dark; --back: light-dark(#f4f6f8, #101419); --card: light-dark(#fff, #191e25); --ink: light-dark(#17202a, #e7ebf0); --line: light-dark(#dde3e9, #2c343f); --edge: light-dark(#818c98, #6f7b89); --blue: light-dark(#1456a8, #8ab8ff); --bad: light-dark(#a8071a, #ff9c9c); --bad-back: light-dark(#fdecec, #3d1b1f); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { width: min(25rem, 92vw); padding: 1.75rem 2rem 2rem; border: 1px solid var(--line); border-radius: 14px; background: var(--card); box-shadow: 0 6px 24px light-dark(#17202a22, #000a); }
h1 { margin: 0 0 1.2rem; font-size: 1.35rem; }
h2 { margin: 0 0 .6rem; font-size: 1.1rem; }
a { color: var(--blue); }
form { display: grid; gap: .3rem; }
label { font-size: .9rem; }
input, button { font: inherit; padding: .55rem .7rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--card); color: inherit; }
input { margin-bottom: .7rem; }
button { margin-top: .4rem; border-color: transparent; background: light-dark(#1456a8, #1d5fb5); color: #fff; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
[role=alert] { margin: 0 0 1rem; padding: .5rem .8rem; border-left: 4px solid var(--bad); border-radius: 6px; background: var(--bad-back); overflow-wrap: anywhere; }
`;
