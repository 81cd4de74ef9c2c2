import { describe, expect, it } from '@jest/globals';
import { englishOf, englishText, said } from './said.js';

describe('what the registry says', () => {
  it('has its values filled in, as they are', () => {
    const unknown = said('instance.unknown', { app: 'A', id: '{app} $& <b>' });
    expect(englishOf(unknown)).toBe('No instance A/{app} $& <b> is registered.');
  });

  it.each([
    [-5, '0 s'],
    [1_499, '1 s'],
    [119_000, '119 s'],
    [120_000, '2 min'],
    [900_000, '15 min'],
  ])('has %i ms as %s', (leftMs, words) => {
    expect(englishOf(said('lease.ends', { leftMs }))).toBe(`Its lease ends in ${words} unless it is renewed.`);
  });

  it('is several sentences, one after the other', () => {
    expect(englishText([said('gone.unknown'), said('gone.barred')])).toBe(
      'Nothing is known of it here. It may not register.',
    );
  });

  it('leaves out nothing silently', () => {
    expect(englishOf(said('lease.ends'))).toBe('Its lease ends in {leftMs} unless it is renewed.');
  });
});
