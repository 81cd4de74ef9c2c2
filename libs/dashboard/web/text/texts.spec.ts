import { describe, expect, it } from '@jest/globals';
import type { Said } from '../api/said.js';
import { en } from './en.js';
import type { TextKey } from './en.js';
import { LANGUAGES, preferredLanguage, textOf } from './text-context.js';

const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('the texts', () => {
  it.each(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])(
    'of %s say all that English says, with all its values',
    (language) => {
      const texts = LANGUAGES[language];
      for (const key of Object.keys(en) as TextKey[]) {
        expect(texts[key]).not.toBe('');
        expect([key, placeholders(texts[key])]).toEqual([key, placeholders(en[key])]);
      }
    },
  );

  it('fill in values, numbers as the language writes them', () => {
    expect(textOf('en').say('services.rows', { rows: 100, all: 50_000 })).toBe('100 shown of 50,000 registered');
  });

  it.each([
    ['en', 'Its lease ends in 90 s unless it is renewed.'],
    ['zh', '若不续约,租约将在 90 s 后到期。'],
  ] as const)('tell in %s what the registry says by its code', (language, told) => {
    expect(textOf(language).tell({ code: 'lease.ends', values: { leftMs: 90_000 } })).toBe(told);
  });

  it.each([
    ['en', 'An override sets it to DOWN, whatever the instance says. The instance itself says UP.'],
    ['zh', '状态覆盖将其设为 DOWN,无论实例自己报告什么。实例自己报告的是 UP。'],
  ] as const)('tell in %s several sentences as one text', (language, told) => {
    const said: readonly Said[] = [
      { code: 'status.override', values: { override: 'DOWN' } },
      { code: 'status.itself', values: { reported: 'UP' } },
    ];
    expect(textOf(language).tell(said)).toBe(told);
  });

  it('leave to the registry what they do not know, and names as they are', () => {
    const { tell, nameOf } = textOf('zh');
    const strange = { code: 'constructor', values: {} };
    expect([tell(undefined), tell([]), tell(strange)]).toEqual([undefined, undefined, undefined]);
    expect(tell([{ code: 'gone.unknown', values: {} }, strange])).toBeUndefined();
    expect([nameOf('peer', 'available'), nameOf('peer', 'strange')]).toEqual(['可用', 'strange']);
  });

  it('are in the first of the browser’s languages that is known', () => {
    expect([['de', 'zh-TW', 'en'], ['en-GB'], ['fr'], []].map(preferredLanguage)).toEqual(['zh', 'en', 'en', 'en']);
  });
});
