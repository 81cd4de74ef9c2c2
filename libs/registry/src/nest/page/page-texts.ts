import { englishOf, filledIn } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { SentenceCode } from '../../core/sentences/sentences.js';
import type { PageLanguage } from './page-language.js';

/** What the pages say on which somebody signs in, or is told why not. */
export interface PageTexts {
  readonly lang: string;
  readonly signIn: string;
  readonly name: string;
  readonly password: string;
  /** The heading for 403, and for 421. */
  readonly forbidden: string;
  readonly misdirected: string;
  /** Sentences of the registry; those that are not here are said in English. */
  readonly sentences: Readonly<Partial<Record<SentenceCode, string>>>;
}

export const PAGE_TEXTS: Readonly<Record<PageLanguage, PageTexts>> = {
  en: {
    lang: 'en',
    signIn: 'Sign in',
    name: 'User name',
    password: 'Password',
    forbidden: 'You may not see this page.',
    misdirected: 'This is not the name of this registry.',
    sentences: {},
  },
  zh: {
    lang: 'zh-CN',
    signIn: '登录',
    name: '用户名',
    password: '密码',
    forbidden: '您无权查看此页面。',
    misdirected: '此主机名不属于本注册中心。',
    sentences: {
      'access.wrong-password': '用户名或密码错误。',
      'access.other-machine':
        '此注册中心没有配置用户,因此只响应本机。请设置 spring.security.user.name 和 .password,或设置 eureka.server.insecure=true。',
      'access.foreign-host': '此主机名在这里是未知的;eureka.server.allowed-hosts 列出允许的主机名。',
    },
  },
};

/** A sentence with the language that it came out in. */
export function pageSentence(
  said: Said,
  { lang, sentences }: PageTexts,
): { readonly text: string; readonly lang: string } {
  const template = sentences[said.code];
  if (template === undefined) return { text: englishOf(said), lang: 'en' };
  return { text: filledIn(template, said.values), lang };
}
