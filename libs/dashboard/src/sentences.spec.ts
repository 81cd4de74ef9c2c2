import { describe, expect, it } from '@jest/globals';
import { REGISTRY_SENTENCES } from '@nest-eureka/registry';
import { registryZh } from '../web/text/registry-zh.js';

const valuesIn = (text: string | undefined): readonly string[] => (text?.match(/\{\w+\}/g) ?? []).toSorted();

describe('what the registry says', () => {
  it('is said by the page in Chinese, all of it and with all its values', () => {
    expect(Object.keys(registryZh).toSorted()).toEqual(Object.keys(REGISTRY_SENTENCES).toSorted());
    for (const [code, english] of Object.entries(REGISTRY_SENTENCES)) {
      expect([code, valuesIn(registryZh[code])]).toEqual([code, valuesIn(english)]);
      expect(registryZh[code]).toMatch(/\p{Script=Han}/u);
    }
  });
});
