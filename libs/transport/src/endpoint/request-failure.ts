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
/** What the codes of TLS mean; the words behind the code name the usual cause. */
const TLS_CAUSES: readonly (readonly [code: RegExp, cause: string])[] = [
  [/CERT_HAS_EXPIRED/, 'its certificate has expired'],
  [/ALTNAME_INVALID/, 'its certificate is for another host name'],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/,
    'its certificate comes from an authority that is not known here, which eureka.client.tls.ca can name',
  ],
  [/EPROTO|WRONG_VERSION/, 'a server that speaks plain http there does so'],
];

/** What a registry did, by the error that a request to it ended in. */
export function requestFailure(error: unknown): EndpointFailure {
  const code = codeOf(error);
  const deed = DEEDS.find(([pattern]) => pattern.test(code));
  if (deed !== undefined) return failed(deed[1], deed[2]);
  if (TLS_CODE.test(code)) {
    const [, cause] = TLS_CAUSES.find(([pattern]) => pattern.test(code)) ?? [];
    return failed('unreachable', `could not be talked to by TLS (${code})${cause === undefined ? '' : `: ${cause}`}`);
  }
  return failed('unreachable', `could not be asked (${code})`);
}

/** The code, or what kind of error it is. Errors of other realms count too, so nothing is said by `instanceof`. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'no reason given';
}
