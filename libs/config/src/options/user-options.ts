import { list } from './option.js';
import { enumType, literalType } from './value-type.js';

/** The roles there are (contract.md 4). */
export const roleType = enumType('reader', 'registrar', 'peer', 'operator', 'admin');

/** `eureka.server.users[n].*` and `eureka.server.tokens[n].*`; the elements are read by bindUsers and bindTokens. */
export const userOptions = {
  users: list(
    literalType,
    'Users, each with name, password, roles (reader when there are none, registrar, peer, operator, admin), apps and certificates.',
    { isSecret: true },
  ),
  tokens: list(literalType, 'Bearer tokens, each with name, token ({sha256} and its hash, or plain), roles and apps.', {
    isSecret: true,
  }),
};
