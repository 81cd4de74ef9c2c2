import { describe, expect, it } from '@jest/globals';
import { faultsOf, load } from '../fixtures/input.js';
import { passwordFault } from './binding/password-fault.js';

const EVERY_ROLE = ['reader', 'registrar', 'peer', 'operator', 'admin'];
const BCRYPT = `{bcrypt}$2a$10$${'a'.repeat(53)}`;
const SALT = 'c2FsdCBzYWx0IHNhbHQ=';
const KEY = `${'a'.repeat(86)}==`;

describe('users', () => {
  it('are nobody unless configured', () => {
    expect(load({}).users).toEqual([]);
  });

  it("has Spring's user with every role", () => {
    const environment = { SPRING_SECURITY_USER_NAME: 'eureka', SPRING_SECURITY_USER_PASSWORD: 'p w ' };

    expect(load({ environment }).users).toEqual([{ name: 'eureka', password: 'p w ', roles: EVERY_ROLE }]);
    expect(load({ options: { security: { user: { password: 'x' } } } }).users[0]?.name).toBe('user');
  });

  it('come from a list, readers unless they have roles', () => {
    const yaml = `
eureka.server.users:
  - name: a
    password: "{noop}1"
    roles: [registrar, peer]
  - name: b
    password: "${BCRYPT}"
`;
    expect(load({ files: { 'application.yml': yaml } }).users).toEqual([
      { name: 'a', password: '{noop}1', roles: ['registrar', 'peer'] },
      { name: 'b', password: BCRYPT, roles: ['reader'] },
    ]);
  });

  it('come from variables and from code', () => {
    const environment = {
      EUREKA_SERVER_USERS_0_NAME: 'a',
      EUREKA_SERVER_USERS_0_PASSWORD: '1',
      EUREKA_SERVER_USERS_0_ROLES: 'admin, reader',
    };
    const options = { users: [{ name: 'c', password: '2', roles: ['operator'] as const }] };

    expect(load({ environment }).users).toEqual([{ name: 'a', password: '1', roles: ['admin', 'reader'] }]);
    expect(load({ environment, options }).users).toEqual([{ name: 'c', password: '2', roles: ['operator'] }]);
  });

  it('take passwords from above the list that names them', () => {
    const files = { 'application.yml': 'eureka.server.users:\n  - name: a\n  - name: b\n    password: file' };
    const environment = { EUREKA_SERVER_USERS_0_PASSWORD: 'variable' };

    expect(load({ files, environment }).users).toEqual([
      { name: 'a', password: 'variable', roles: ['reader'] },
      { name: 'b', password: 'file', roles: ['reader'] },
    ]);
  });

  it.each([
    ['{argon2}$argon2id$v=19$m=16384,t=2,p=1$YWJj$ZGVm', /\{argon2\} is not read here/],
    ['{pbkdf2@SpringSecurity_v5_8}abcdef', /is not read here/],
    ['{MD5}abcdef', /\{bcrypt\}, \{scrypt\} or \{noop\}/],
  ])('are refused with %s', (password, allowed) => {
    const [fault] = faultsOf({ options: { users: [{ name: 'a', password }] } });
    expect([fault?.code, fault?.allowed]).toEqual(['EUREKA_CONFIG_PASSWORD', expect.stringMatching(allowed)]);
  });

  it('are refused with a hash that is none, from code too', () => {
    const options = { users: [{ name: 'a', password: '{scrypt}$e0801$a$b' }] };

    expect(faultsOf({ options })).toMatchObject([{ code: 'EUREKA_CONFIG_PASSWORD' }]);
    expect(faultsOf({ options: { security: { user: { password: '{scrypt}garbage' } } } })).toMatchObject([
      { code: 'EUREKA_CONFIG_PASSWORD' },
    ]);
  });

  it('never take a password from below the list that names them', () => {
    const files = { 'application.yml': 'eureka.server.users:\n  - {name: a, password: secret, roles: admin}' };
    const environment = { EUREKA_SERVER_USERS_0_NAME: 'stranger' };

    expect(faultsOf({ files, environment })).toMatchObject([
      { code: 'EUREKA_CONFIG_USER', key: 'eureka.server.users[0].password' },
    ]);
  });

  it.each([
    [{ SPRING_SECURITY_USER_NAME: 'a' }, 'spring.security.user.password'],
    [{ SPRING_SECURITY_USER_NAME: '', SPRING_SECURITY_USER_PASSWORD: 'x' }, 'spring.security.user.name'],
    [{ SPRING_SECURITY_USER_NAME: 'a', SPRING_SECURITY_USER_PASSWORD: '' }, 'spring.security.user.password'],
    [{ EUREKA_SERVER_USERS_0_PASSWORD: 'x' }, 'eureka.server.users[0].name'],
    [{ EUREKA_SERVER_USERS_0_ROLES: 'admin' }, 'eureka.server.users[0].name'],
    [
      { EUREKA_SERVER_USERS_0_NAME: 'a', EUREKA_SERVER_USERS_0_PASSWORD: 'x', EUREKA_SERVER_USERS_0_ROLES: 'root' },
      'eureka.server.users[0].roles',
    ],
    [
      {
        EUREKA_SERVER_USERS_0_NAME: 'a',
        EUREKA_SERVER_USERS_0_PASSWORD: 'x',
        EUREKA_SERVER_USERS_1_NAME: 'a',
        EUREKA_SERVER_USERS_1_PASSWORD: 'y',
      },
      'eureka.server.users',
    ],
  ])('%j is refused at %s', (environment, key) => {
    expect(faultsOf({ environment }).map((fault) => fault.key)).toEqual([key]);
  });
});

describe('passwords', () => {
  it.each([
    ['plain'],
    ['{noop}x'],
    [BCRYPT],
    [`{scrypt}$e0801$${SALT}$${KEY}`],
    [`{scrypt}$140801$${SALT}$${KEY}`],
    ['{half'],
    ['a{b}c'],
  ])('%s is taken', (password) => {
    expect(passwordFault(password)).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    ['{noop}', 'empty'],
    ['{md5}x', '{bcrypt}'],
    ['{}x', '{bcrypt}'],
    ['{bcrypt}plain', 'hash'],
    ['{scrypt}', 'empty'],
    ['{scrypt}garbage', 'scrypt hash'],
    // its key is no byte long, which every password would match
    ['{scrypt}$e0801$a$b', 'scrypt hash'],
    [`{scrypt}$e0801$${SALT}`, 'scrypt hash'],
    [`{scrypt}$e0801$${SALT}$`, 'scrypt hash'],
    [`{scrypt}$e0801$$${KEY}`, 'scrypt hash'],
    [`{scrypt}$e0801$${SALT}$${KEY}$x`, 'scrypt hash'],
    [`{scrypt}$xyz$${SALT}$${KEY}`, 'scrypt hash'],
    [`{scrypt}$801$${SALT}$${KEY}`, 'scrypt hash'],
    [`{scrypt}$e0001$${SALT}$${KEY}`, 'scrypt hash'],
    [`{scrypt}$e0800$${SALT}$${KEY}`, 'scrypt hash'],
    // 2 GB, which no login may cost
    [`{scrypt}$150801$${SALT}$${KEY}`, 'scrypt hash'],
  ])('%j is refused: %s', (password, reason) => {
    expect(passwordFault(password)).toContain(reason);
  });
});
