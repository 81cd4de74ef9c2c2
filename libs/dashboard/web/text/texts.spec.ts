import { describe, expect, it } from '@jest/globals';
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

  it('are in the first of the browser’s languages that is known', () => {
    expect([['de', 'zh-TW', 'en'], ['en-GB'], ['fr'], []].map(preferredLanguage)).toEqual(['zh', 'en', 'en', 'en']);
  });
});
