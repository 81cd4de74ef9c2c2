import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { encodeInstance } from '@nest-eureka/protocol';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { instanceWeight } from './instance-weight.js';
import { JSON_FULL } from '../../../spec-support/response-cache/payload-text.js';

describe('instanceWeight', () => {
  it('is within a factor of three of the text that is written', () => {
    const word = fc.string({ maxLength: 60 });
    const map = fc.dictionary(word, word, { maxKeys: 20 }).map((entries) => new Map(Object.entries(entries)));
    fc.assert(
      fc.property(word, word, map, map, fc.boolean(), (homePageUrl, vipAddress, metadata, amazon, isAmazon) => {
        const dataCenterInfo = isAmazon
          ? ({ name: 'Amazon', metadata: amazon } as const)
          : ({ name: 'MyOwn' } as const);
        const instance = sampleInstance({ homePageUrl, vipAddress, metadata, dataCenterInfo });
        const written = encodeInstance(instance, JSON_FULL).length;
        expect(instanceWeight(instance)).toBeGreaterThan(written / 3);
        expect(instanceWeight(instance)).toBeLessThan(written * 3);
      }),
    );
  });
});
