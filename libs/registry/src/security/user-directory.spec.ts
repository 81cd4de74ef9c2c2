import { describe, expect, it } from '@jest/globals';
import { UserDirectory } from './user-directory.js';

const BCRYPT = '{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG';

describe('UserDirectory', () => {
  const plain = new UserDirectory([{ name: 'app', password: 'secret', roles: ['registrar'] }]);
  const hashed = new UserDirectory([
    { name: 'app', password: 'secret', roles: [] },
    { name: 'root', password: BCRYPT, roles: ['admin'] },
  ]);

  it('knows a user by name and password', async () => {
    expect(await plain.authenticate('app', 'secret')).toMatchObject({ name: 'app' });
    expect((await hashed.authenticate('root', 'password'))?.roles).toContain('peer');
  });

  it.each([
    ['', ''],
    ['app', ''],
    ['', 'secret'],
    ['nobody', 'secret'],
    ['app', 'Secret'],
    ['nobody', 'password'],
    ['app', 'password'],
  ])('does not know %j with %j', async (name, password) => {
    expect(await plain.authenticate(name, password)).toBeUndefined();
    expect(await hashed.authenticate(name, password)).toBeUndefined();
  });

  it.each(['nobody', 'app', 'root'])(
    'takes the time of a hash to refuse %s, so that nobody learns which names there are',
    async (name) => {
      let turns = 0;
      let isDone = false;
      const turn = (): void => {
        turns++;
        if (!isDone) setImmediate(turn);
      };
      const refused = hashed.authenticate(name, 'wrong');
      setImmediate(turn);
      expect(await refused).toBeUndefined();
      isDone = true;
      // without a hash there is one turn or two
      expect(turns).toBeGreaterThan(20);
    },
  );
});
