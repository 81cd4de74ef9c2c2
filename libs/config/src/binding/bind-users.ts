import type { RegistryUser, Role } from '../registry-configuration.js';
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

function missing(binder: Binder, key: string, origin: string): void {
  const allowed = 'every user needs a name and a password; there is no default';
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

/**
 * `eureka.server.users[n].*`. The list is that of the highest source that names users, as Spring replaces lists as a
 * whole. Passwords and roles may also come from above it (an environment beside a file), never from below: there the same
 * number may mean somebody else.
 */
function listedUsers(binder: Binder): readonly RegistryUser[] {
  const prefix = 'eureka.server.users';
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
      const passwordProperty = index.find(`${key}.password`);
      const origin = (nameProperty ?? passwordProperty ?? index.findList(`${key}.roles`)?.[0])?.origin;
      if (nameProperty === undefined || passwordProperty === undefined) {
        missing(binder, `${key}.${nameProperty === undefined ? 'name' : 'password'}`, origin ?? prefix);
        return [];
      }
      const name = readName(binder, `${key}.name`, nameProperty);
      const password = readPassword(binder, `${key}.password`, passwordProperty);
      const roles = readRoles(binder, `${key}.roles`, index.findList(`${key}.roles`));
      return name === undefined || password === undefined ? [] : [{ name, password, roles }];
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
