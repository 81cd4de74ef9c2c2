import type { Said } from '../../core/sentences/said.js';
import type { Reply } from '../wire/reply.js';
import { html } from './html.js';
import type { PageLanguage } from './page-language.js';
import { PAGE_TEXTS, pageSentence } from './page-texts.js';
import { smallPage } from './small-page.js';

/** Why a browser is not shown the page, and what can be done. */
export function refusalPage(
  status: number,
  said: Said,
  { language, base }: { readonly language: PageLanguage; readonly base: string },
): Reply {
  const texts = PAGE_TEXTS[language];
  const title = status === 421 ? texts.misdirected : texts.forbidden;
  const { text, lang } = pageSentence(said, texts);
  return smallPage(
    status,
    title,
    html`<h2>${title}</h2>
<p role="alert" lang="${lang}">${text}</p>`,
    { texts, base },
  );
}
