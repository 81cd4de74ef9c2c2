import type { Endpoint, EndpointFailure } from '@nest-eureka/transport';

const ADVICE: readonly (readonly [said: RegExp, advice: string])[] = [
  [/TLS files are unusable/, 'the file of --ca cannot be used'],
  [/CERT_HAS_EXPIRED/, 'the clock of this machine counts, too'],
  [/ALTNAME_INVALID/, 'ask it by a name that its certificate has'],
  [/SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/, '--ca FILE does so for this command'],
  [/DNS/, 'is the name right, and known on this machine?'],
];

/** Why a registry could not be asked, and what to look at. */
export function failureText({ reason, message }: EndpointFailure, { url }: Pick<Endpoint, 'url'>): string {
  const { host, protocol } = new URL(url);
  return `${host} ${message}; ${adviceOn(reason, message, protocol)}`;
}

function adviceOn(reason: EndpointFailure['reason'], message: string, protocol: string): string {
  if (reason === 'timeout') return 'a firewall that drops packets, or a server that hangs, looks like this';
  const [, known] = ADVICE.find(([said]) => said.test(message)) ?? [];
  if (known !== undefined) return known;
  if (/TLS|SSL|EPROTO/.test(message)) return 'try http://';
  if (/broke|closed|reset/.test(message)) {
    return `a server that expects ${protocol === 'https:' ? 'http' : 'https'}:// does so`;
  }
  return 'is it started, and is this its host and port?';
}
