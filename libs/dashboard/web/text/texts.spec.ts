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

  it('tell in Chinese what the registry says by its code', () => {
    const { tell } = textOf('zh');
    expect(tell({ code: 'lease.ends', values: { leftMs: 90_000 } })).toBe('若不续约,租约将在 90 s 后到期。');
    const several: readonly Said[] = [
      { code: 'status.override', values: { override: 'DOWN' } },
      { code: 'status.itself', values: { reported: 'UP' } },
    ];
    expect(tell(several)).toBe('状态覆盖将其设为 DOWN,无论实例自己报告什么。实例自己报告的是 UP。');
  });

  it('leave English to the registry, which says it itself', () => {
    expect(textOf('en').tell({ code: 'lease.ends', values: { leftMs: 90_000 } })).toBeUndefined();
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
