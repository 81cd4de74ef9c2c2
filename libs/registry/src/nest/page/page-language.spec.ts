import { describe, expect, it } from '@jest/globals';
import { said } from '../../core/sentences/said.js';
import type { Reply } from '../wire/reply.js';
import { pageLanguage } from './page-language.js';
import { PAGE_TEXTS, pageSentence } from './page-texts.js';
import { refusalPage } from './refusal-page.js';
import { signInReply } from './sign-in-page.js';

const bodyOf = (reply: Reply): string => (reply.kind === 'document' ? reply.body : '');

describe('the language of the pages for who has not come in', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['de-DE, de;q=0.9, zh;q=0.5, en;q=0.4', 'zh'],
    ['en-GB,zh', 'en'],
    ['zh;q=0, en', 'en'],
    ['ZH-hant', 'zh'],
    ['zha', 'en'],
    ['fr', 'en'],
  ])('is for %j %s', (header, expected) => {
    expect(pageLanguage(header === undefined ? {} : { 'accept-language': header })).toBe(expected);
  });

  it('is that of form and fault', () => {
    const fault = said('access.wrong-password');
    expect(bodyOf(signInReply(401, { language: 'en', fault }))).toContain('The user name or the password is wrong.');
    const chinese = bodyOf(signInReply(401, { language: 'zh', fault }));
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain('<p role="alert" lang="zh-CN">用户名或密码错误。</p>');
    expect(chinese).not.toContain('Sign in');
  });

  it('is that of a refusal, with what is missing', () => {
    const english = bodyOf(refusalPage(403, said('access.other-machine'), { language: 'en', base: 'eureka/x/' }));
    expect(english).toContain('<h2>You may not see this page.</h2>');
    expect(english).toContain('Set spring.security.user.name and .password');
    expect(english).toContain('href="eureka/x/sign-in.css"');
    const chinese = bodyOf(refusalPage(421, said('access.foreign-host'), { language: 'zh', base: '' }));
    expect(chinese).toContain(PAGE_TEXTS.zh.misdirected);
  });

  it('lets nothing that is filled in out of its place', () => {
    const page = bodyOf(refusalPage(403, said('access.role', { role: '<img src=x>' }), { language: 'en', base: '' }));
    expect(page).toContain('&lt;img src=x&gt;');
    expect(page).not.toContain('<img');
  });

  it('is English where a sentence is not known, and says so', () => {
    expect(pageSentence(said('registry.failed'), PAGE_TEXTS.zh)).toEqual({
      text: 'The registry failed; its log says why.',
      lang: 'en',
    });
  });
});
