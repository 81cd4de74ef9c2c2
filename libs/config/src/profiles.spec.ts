import { describe, expect, it } from '@jest/globals';
import { faultsOf, fixture, load } from '../fixtures/input.js';
import { matchProfile } from './sources/profile-expression.js';

describe('profile expressions', () => {
  it.each([
    ['a', 'active'],
    ['c', 'inactive'],
    ['!c', 'active'],
    ['!!a', 'active'],
    ['a & b', 'active'],
    ['a & c', 'inactive'],
    ['c | b', 'active'],
    ['!a | c', 'inactive'],
    ['(a & c) | b', 'active'],
    ['a & (c | !b)', 'inactive'],
    ['a&b&!c', 'active'],
    ['a & b | c', 'malformed'],
    ['a &', 'malformed'],
    ['(a', 'malformed'],
    ['a b)', 'malformed'],
    ['', 'malformed'],
  ])('finds %j %s under a and b', (expression, expected) => {
    expect(matchProfile(expression, (profile) => ['a', 'b'].includes(profile))).toBe(expected);
  });
});

describe('documents and files of profiles', () => {
  const files = fixture('multi-document', 'application.properties');

  it.each([
    ['', 9001, 'not-prod'],
    ['prod', 9002, 'base'],
    ['staging', 9002, 'not-prod'],
  ])('selects the documents of a properties file under %j', (profile, port, environment) => {
    expect(load({ files, argv: [`--spring.profiles.active=${profile}`] })).toMatchObject({ port, environment });
  });

  it('reads a list of profiles as any of them', () => {
    const yaml = 'spring.config.activate.on-profile: [x, y]\nserver.port: 5';

    expect(load({ files: { 'application.yml': yaml }, argv: ['--spring.profiles.active=y'] }).port).toBe(5);
    expect(load({ files: { 'application.yml': yaml } }).port).toBe(8761);
  });

  it('takes the default profile when none is active', () => {
    const yaml = {
      'application-default.yml': 'server.port: 5',
      'application-dev.yml': 'server.port: 6',
    };

    expect(load({ files: yaml })).toMatchObject({ port: 5, profiles: [] });
    expect(load({ files: yaml, argv: ['--spring.profiles.default=dev'] }).port).toBe(6);
    expect(load({ files: yaml, argv: ['--spring.profiles.active=other'] }).port).toBe(8761);
  });

  it.each([
    ['prdo', 'application.yml', ['prdo']],
    ['prod', 'application.yml', []],
    ['prod,prdo', 'application.yml', ['prdo']],
    ['lab', 'application.yml', []],
    ['both', 'application.yml', []],
    ['prdo', 'no file', []],
  ])('says of the profiles %j beside %s which have nothing: %j', (profiles, file, unused) => {
    const written = {
      [file]: 'spring.profiles.group.both: prod\n---\nspring.config.activate.on-profile: a & !lab\nserver.port: 5',
      'application-prod.yml': 'server.port: 6',
    };
    const { notices } = load({
      files: file === 'no file' ? {} : written,
      argv: [`--spring.profiles.active=${profiles}`],
    });
    expect(notices.map(({ key, origin, text }) => [key, origin, text])).toEqual(
      unused.map((profile) => [
        'spring.profiles.active',
        'command line',
        `the profile ${profile} has no file (application-${profile}.yml) and no document of its own`,
      ]),
    );
  });

  it('activates profiles named in a file, with placeholders, includes and groups', () => {
    const yaml = `
spring:
  profiles:
    active: \${STAGE:live}
    include: common
    group:
      live: [metrics, extra]
`;

    expect(load({ files: { 'application.yml': yaml } }).profiles).toEqual(['common', 'live', 'metrics', 'extra']);
    expect(load({ files: { 'application.yml': yaml }, environment: { STAGE: 'dev' } }).profiles).toEqual([
      'common',
      'dev',
    ]);
  });

  it('says that a profile cannot be activated from a document that belongs to one', () => {
    const { profiles, notices } = load({
      files: { 'application-a.yml': 'spring.profiles.active: b' },
      argv: ['--spring.profiles.active=a'],
    });

    expect(profiles).toEqual(['a']);
    expect(notices).toMatchObject([
      { kind: 'hint', key: 'spring.profiles.active', origin: 'application-a.yml (line 1)' },
    ]);
  });

  it('refuses a malformed expression', () => {
    const files1 = { 'application.yml': 'x: 1\n---\nspring.config.activate.on-profile: a & b | c' };

    expect(faultsOf({ files: files1 })).toMatchObject([
      { code: 'EUREKA_CONFIG_PROFILE', value: 'a & b | c', origin: 'application.yml (line 3)' },
    ]);
  });

  it('leaves out a document for a cloud platform, and says so', () => {
    const yaml = 'server.port: 5\n---\nspring.config.activate.on-cloud-platform: kubernetes\nserver.port: 6';
    const { port, notices } = load({ files: { 'application.yml': yaml } });

    expect(port).toBe(5);
    expect(notices).toMatchObject([{ kind: 'hint', origin: 'application.yml (line 3)' }]);
  });

  it('takes a blank condition for none', () => {
    expect(load({ files: { 'application.yml': 'spring.profiles:\nserver.port: 5' } }).port).toBe(5);
  });
});
