import { describe, expect, it } from '@jest/globals';
import type { EndpointFailure } from '@nest-eureka/transport';
import { failureText } from './failure-text.js';

const failed = (message: string, reason: EndpointFailure['reason'] = 'unreachable'): EndpointFailure => ({
  kind: 'failed',
  reason,
  message,
});
const byTls = (code: string): EndpointFailure => failed(`could not be talked to by TLS (${code})`);

describe('why a registry could not be asked', () => {
  it.each([
    [failed('did not answer within 1000 ms', 'timeout'), /a firewall .* or a server that hangs/],
    [failed('refused the connection'), /is it started, and is this its host and port/],
    [failed('has no address in DNS'), /is the name right/],
    [failed('broke the connection off'), /expects http:\/\//],
    [byTls('EPROTO'), /try http:/],
    [byTls('ERR_SSL_WRONG_VERSION_NUMBER'), /try http:/],
    [byTls('DEPTH_ZERO_SELF_SIGNED_CERT'), /--ca FILE does so/],
    [byTls('SELF_SIGNED_CERT_IN_CHAIN'), /--ca FILE/],
    [byTls('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), /--ca FILE/],
    [byTls('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), /--ca FILE/],
    [byTls('CERT_HAS_EXPIRED'), /clock of this machine/],
    [byTls('ERR_TLS_CERT_ALTNAME_INVALID'), /a name that its certificate has/],
    [byTls('TLS files are unusable'), /the file of --ca cannot be used/],
  ])('is said with what to look at: %j', (failure, advice) => {
    const text = failureText(failure, { url: 'https://registry:8761/eureka/' });
    expect(text).toMatch(advice);
    expect(text.startsWith(`registry:8761 ${failure.message}; `)).toBe(true);
  });

  it('tries TLS where the connection broke without', () => {
    expect(failureText(failed('broke the connection off'), { url: 'http://registry/' })).toMatch(/expects https:/);
  });
});
