import { describe, expect, it } from '@jest/globals';
import { REGISTRY_SENTENCES } from '@nest-eureka/registry';
import { en } from '../web/text/en.js';
import { zh } from '../web/text/zh.js';

const valuesIn = (text: string | undefined): readonly string[] => (text?.match(/\{\w+\}/g) ?? []).toSorted();

function sentencesOf(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const said = Object.entries(texts).filter(([key]) => key.startsWith('said.'));
  return Object.fromEntries(said.map(([key, text]) => [key.slice('said.'.length), text]));
}

describe('what the registry says', () => {
  it('is said by the page in English with the same words', () => {
    expect(sentencesOf(en)).toEqual(REGISTRY_SENTENCES);
  });

  it('is said by the page in Chinese, all of it and with all its values', () => {
    const chinese = sentencesOf(zh);
    expect(Object.keys(chinese).toSorted()).toEqual(Object.keys(REGISTRY_SENTENCES).toSorted());
    for (const [code, english] of Object.entries(REGISTRY_SENTENCES)) {
      expect([code, valuesIn(chinese[code])]).toEqual([code, valuesIn(english)]);
      expect(chinese[code]).toMatch(/\p{Script=Han}/u);
    }
  });
});
