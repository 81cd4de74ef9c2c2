const USER = 'bench';
const PASSWORD = 'a password of usual length';

/** What makes a registry of ours ask for it. */
export const PASSWORD_ARGS = [`--spring.security.user.name=${USER}`, `--spring.security.user.password=${PASSWORD}`];

const AUTHORIZATION = `Authorization: Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}\r\n`;

/** The same request with credentials. */
export function withPassword(request) {
  const afterFirstLine = request.indexOf('\n') + 1;
  return Buffer.concat([
    request.subarray(0, afterFirstLine),
    Buffer.from(AUTHORIZATION),
    request.subarray(afterFirstLine),
  ]);
}
