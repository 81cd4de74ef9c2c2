import { describe, expect, it } from '@jest/globals';
import { matchesStoredPassword } from './stored-password.js';

/** Spring's documentation has these of `password`. */
const BCRYPT = '$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG';
const SCRYPT =
  '$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=';

describe('matchesStoredPassword', () => {
  it.each([
    ['plain text', 'password'],
    ['{noop}', '{noop}password'],
    ['{bcrypt}', `{bcrypt}${BCRYPT}`],
    ['{bcrypt} as PHP and Apache spell it', `{bcrypt}${BCRYPT.replace('$2a$', '$2y$')}`],
    ['{scrypt}', `{scrypt}${SCRYPT}`],
    ['{scrypt} by its later name', `{scrypt@SpringSecurity_v5_8}${SCRYPT}`],
  ])('compares with %s', async (_what, stored) => {
    expect(await matchesStoredPassword('password', stored)).toBe(true);
    for (const wrong of ['Password', 'password ', 'passwor', '', stored.slice(0, -1)]) {
      expect([wrong, await matchesStoredPassword(wrong, stored)]).toEqual([wrong, false]);
    }
  });

  it.each([`{bcrypt}${BCRYPT}`, `{scrypt}${SCRYPT}`])(
    'does not take the hash itself for the password: %s',
    async (stored) => {
      expect(await matchesStoredPassword(stored, stored)).toBe(false);
      expect(await matchesStoredPassword(stored.replace(/^\{\w+\}/, ''), stored)).toBe(false);
    },
  );

  it.each([`{bcrypt}${BCRYPT}`, `{scrypt}${SCRYPT}`])(
    'computes off the event loop, which goes on meanwhile: %s',
    async (stored) => {
      let turns = 0;
      let isDone = false;
      const turn = (): void => {
        turns++;
        if (!isDone) setImmediate(turn);
      };
      const check = matchesStoredPassword('password', stored);
      setImmediate(turn);
      expect(await check).toBe(true);
      isDone = true;
      // a hash that is computed on the loop leaves one turn or two
      expect(turns).toBeGreaterThan(20);
    },
  );

  it('takes line ends and anything else behind {noop} as part of the password', async () => {
    expect(await matchesStoredPassword('a\nb{c}', '{noop}a\nb{c}')).toBe(true);
    expect(await matchesStoredPassword('a', '{noop}a\nb{c}')).toBe(false);
  });

  it.each([
    '{scrypt}garbage',
    '{scrypt}$e0801$c2FsdA==',
    '{scrypt}$e0801$c2FsdA==$=',
    '{scrypt}$0$c2FsdA==$c2FsdA==',
    '{bcrypt}garbage',
  ])('matches nothing where %s is no hash', async (stored) => {
    for (const guess of ['password', 'garbage', '']) expect(await matchesStoredPassword(guess, stored)).toBe(false);
  });
});
