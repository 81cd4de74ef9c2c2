import type { EndpointFailure } from './endpoint-outcome.js';
import { failed } from './endpoint-outcome.js';

/** Error codes of Node and of OpenSSL below it; what else a message holds is not passed on, it could tell a secret. */
const DEEDS: readonly (readonly [code: RegExp, reason: EndpointFailure['reason'], message: string])[] = [
  [/^ECONNREFUSED$/, 'unreachable', 'refused the connection'],
  [/^ENOTFOUND$/, 'unreachable', 'has no address in DNS'],
  [/^EAI_AGAIN$/, 'unreachable', 'cannot be looked up in DNS just now'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, 'unreachable', 'broke the connection off'],
  [/^HPE_/, 'unreadable', 'answered something that is not HTTP'],
  [/^(Z_|ERR__?ZLIB)/, 'unreadable', 'answered with broken compression'],
];
const TLS_CODE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|CRL|EPROTO/;

/** What a registry did, by the error that a request to it ended in. */
export function requestFailure(error: unknown): EndpointFailure {
  const code = codeOf(error);
  const deed = DEEDS.find(([pattern]) => pattern.test(code));
  if (deed !== undefined) return failed(deed[1], deed[2]);
  if (TLS_CODE.test(code)) return failed('unreachable', `could not be talked to by TLS (${code})`);
  return failed('unreachable', `could not be asked (${code})`);
}

/** The code, or what kind of error it is. Errors of other realms count too, so nothing is said by `instanceof`. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'no reason given';
}
