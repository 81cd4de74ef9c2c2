import { list } from './option.js';
import { enumType, literalType } from './value-type.js';

/** The roles there are (contract.md 4). */
export const roleType = enumType('reader', 'registrar', 'peer', 'operator', 'admin');

/** `eureka.server.users[n].name`, `.password` and `.roles`; the elements are read by bindUsers. */
export const userOptions = {
  users: list(
    literalType,
    'Users, each with name, password and roles: reader (when there are none), registrar, peer, operator, admin.',
    { isSecret: true },
  ),
};
