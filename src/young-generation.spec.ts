import { describe, expect, it } from '@jest/globals';
import { keepYoungGeneration } from './young-generation.js';

describe('keepYoungGeneration', () => {
  const flagsAfter = (...options: string[]): string[] => {
    const flags: string[] = [];
    keepYoungGeneration(options, (flag) => flags.push(flag));
    return flags;
  };

  it('stops the growth', () => {
    expect(flagsAfter('--enable-source-maps', '')).toEqual(['--semi-space-growth-factor=1']);
  });

  it.each(['--max-semi-space-size=64', '--inspect --max_semi_space_size=64'])('leaves %s alone', (option) => {
    expect(flagsAfter(option)).toEqual([]);
  });
});
