import type { RegistryToken, RegistryUser, Role } from '../registry-configuration.js';
import { roleType } from '../options/user-options.js';
import { PropertyIndex } from '../sources/property-index.js';
import type { Property } from '../sources/property.js';
import type { Binder } from './binder.js';
import { passwordFault } from './password-fault.js';

const EVERY_ROLE: readonly Role[] = ['reader', 'registrar', 'peer', 'operator', 'admin'];

function readPassword(binder: Binder, key: string, property: Property): string | undefined {
  const text = binder.text(key, property, true);
  const allowed = text === undefined ? undefined : passwordFault(text);
  if (allowed !== undefined) {
    binder.fault('EUREKA_CONFIG_PASSWORD', key, property, allowed, true);
  }
  return text;
}

function readName(binder: Binder, key: string, property: Property): string | undefined {
  const name = binder.text(key, property)?.trim();
  if (name === '' || name?.includes(':')) {
    binder.fault('EUREKA_CONFIG_USER', key, property, 'a name that is not empty and holds no colon');
  }
  return name;
}

function missing(binder: Binder, key: string, origin: string, secretName = 'password'): void {
  const whose =
    secretName === 'token' ? 'every token needs a name and a token' : 'every user needs a name and a password';
  const allowed = `${whose}; there is no default`;
  binder.faults.push({ code: 'EUREKA_CONFIG_USER', key, value: undefined, origin, allowed });
}

/** Spring's one user; it has every role (contract.md 4). */
function springUser(binder: Binder): readonly RegistryUser[] {
  const prefix = 'spring.security.user';
  const nameProperty = binder.index.find(`${prefix}.name`);
  const passwordProperty = binder.index.find(`${prefix}.password`);
  if (passwordProperty === undefined) {
    if (nameProperty !== undefined) {
      missing(binder, `${prefix}.password`, nameProperty.origin);
    }
    return [];
  }
  // Spring Boot's own name where only a password is set
  const name = nameProperty === undefined ? 'user' : readName(binder, `${prefix}.name`, nameProperty);
  const password = readPassword(binder, `${prefix}.password`, passwordProperty);
  return name === undefined || password === undefined ? [] : [{ name, password, roles: EVERY_ROLE }];
}

function readRoles(binder: Binder, key: string, properties: readonly Property[] | undefined): readonly Role[] {
  const roles = (properties ?? []).flatMap((property) =>
    (binder.text(key, property) ?? '').split(',').flatMap((word) => {
      const read = roleType.read(word);
      if (read.kind === 'wrong') {
        binder.fault('EUREKA_CONFIG_VALUE', key, property, roleType.allowed);
      }
      return read.kind === 'value' ? [read.value] : [];
    }),
  );
  return roles.length === 0 ? ['reader'] : [...new Set(roles)];
}

function readTexts(binder: Binder, key: string, properties: readonly Property[] | undefined): readonly string[] {
  const words = (properties ?? []).flatMap((property) => (binder.text(key, property) ?? '').split(','));
  return words.map((word) => word.trim()).filter((word) => word !== '');
}

/** One element of a list of those who may call. */
interface Listed {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly apps: readonly string[];
  readonly certificates: readonly string[];
  readonly secret: Property | undefined;
  /** `eureka.server.users[0]`. */
  readonly key: string;
  readonly origin: string;
}

/**
 * `eureka.server.users[n].*` and `eureka.server.tokens[n].*`. The list is that of the highest source that has names, as Spring
 * replaces lists as a whole. The rest may also come from above it (an environment beside a file), never from below: there the
 * same number may mean somebody else.
 */
function readListed(binder: Binder, prefix: string, secretName: 'password' | 'token'): readonly Listed[] {
  const { sources } = binder.index;
  const naming = sources.findLastIndex((source) =>
    new PropertyIndex([source]).below(prefix).some(({ key }) => /^\d+\.name$/i.test(key)),
  );
  const index = new PropertyIndex(sources.slice(Math.max(naming, 0)));
  const numbers = index.below(prefix).flatMap(({ key }) => /^\d+/.exec(key)?.[0] ?? []);
  return [...new Set(numbers)]
    .sort((a, b) => Number(a) - Number(b))
    .flatMap((number) => {
      const key = `${prefix}[${number}]`;
      const nameProperty = index.find(`${key}.name`);
      const secret = index.find(`${key}.${secretName}`);
      const origin = (nameProperty ?? secret ?? index.findList(`${key}.roles`)?.[0])?.origin ?? prefix;
      const certificates = readTexts(binder, `${key}.certificates`, index.findList(`${key}.certificates`));
      if (nameProperty === undefined || (secret === undefined && certificates.length === 0)) {
        missing(binder, `${key}.${nameProperty === undefined ? 'name' : secretName}`, origin, secretName);
        return [];
      }
      const name = readName(binder, `${key}.name`, nameProperty);
      const roles = readRoles(binder, `${key}.roles`, index.findList(`${key}.roles`));
      const apps = readTexts(binder, `${key}.apps`, index.findList(`${key}.apps`));
      return name === undefined ? [] : [{ name, roles, apps, certificates, secret, key, origin }];
    });
}

function listedUsers(binder: Binder): readonly RegistryUser[] {
  return readListed(binder, 'eureka.server.users', 'password').flatMap(
    ({ name, roles, apps, certificates, secret, key }) => {
      const password = secret && readPassword(binder, `${key}.password`, secret);
      if (secret !== undefined && password === undefined) return [];
      return [{ name, password, roles, ...unlessEmpty({ apps, certificates }) }];
    },
  );
}

/** Those of the lists that hold something. */
function unlessEmpty<T extends Readonly<Record<string, readonly string[]>>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, texts]) => texts.length > 0)) as Partial<T>;
}

/** `eureka.server.tokens[n].*`; a hash is 64 hex digits, a plain token is long enough not to be guessed. */
export function bindTokens(binder: Binder): readonly RegistryToken[] {
  return readListed(binder, 'eureka.server.tokens', 'token').flatMap(({ name, roles, apps, secret, key }) => {
    const token = secret && binder.text(`${key}.token`, secret, true);
    if (secret === undefined || token === undefined) return [];
    if (!/^\{sha256\}[0-9a-f]{64}$/i.test(token) && !/^[\x21-\x7a\x7c-\x7e][\x21-\x7e]{15,}$/.test(token)) {
      binder.fault(
        'EUREKA_CONFIG_PASSWORD',
        `${key}.token`,
        secret,
        '{sha256} and 64 hex digits, or a plain token of 16 characters or more without blanks',
        true,
      );
    }
    return [{ name, token, roles, ...unlessEmpty({ apps }) }];
  });
}

/** Everybody who may call; empty when nobody is configured. */
export function bindUsers(binder: Binder): readonly RegistryUser[] {
  const users = [...springUser(binder), ...listedUsers(binder)];
  const names = users.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    binder.faults.push({
      code: 'EUREKA_CONFIG_USER',
      key: 'eureka.server.users',
      value: twice,
      origin: 'all sources',
      allowed: 'every user once',
    });
  }
  return users;
}
