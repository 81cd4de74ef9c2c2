import { describe, expect, it } from '@jest/globals';
import { optionalPackage } from './optional-package.js';

describe('an optional package', () => {
  it('is what its loading gives', async () => {
    expect(await optionalPackage(async () => 'there')).toBe('there');
  });

  it.each(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])('is undefined when Node says %s', async (code) => {
    expect(await optionalPackage(() => Promise.reject(Object.assign(new Error('no'), { code })))).toBeUndefined();
  });

  it('is told of when it is there and broken', async () => {
    await expect(optionalPackage(() => Promise.reject(new SyntaxError('broken')))).rejects.toThrow('broken');
  });
});
