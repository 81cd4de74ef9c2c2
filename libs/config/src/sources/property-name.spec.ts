import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { environmentName, kebabCase, nameElements, squash, uniformName } from './property-name.js';

describe('names of properties', () => {
  it.each([
    ['enableSelfPreservation', 'enable-self-preservation'],
    ['retentionTimeInMSInDeltaQueue', 'retention-time-in-m-s-in-delta-queue'],
    ['gZipContentFromRemoteRegion', 'g-zip-content-from-remote-region'],
    ['aSGName', 'a-s-g-name'],
    ['route53DomainTTL', 'route53-domain-t-t-l'],
    ['servlet.contextPath', 'servlet.context-path'],
    ['already-dashed', 'already-dashed'],
  ])('dashes %s as %s', (camel, kebab) => {
    expect(kebabCase(camel)).toBe(kebab);
  });

  it.each([
    ['eureka.server.enable-self-preservation', 'EUREKA_SERVER_ENABLESELFPRESERVATION'],
    ['eureka.client.service-url', 'EUREKA_CLIENT_SERVICEURL'],
    ['eureka.server.users[0].name', 'EUREKA_SERVER_USERS_0_NAME'],
  ])('gives %s the variable %s', (key, variable) => {
    expect(environmentName(key)).toBe(variable);
  });

  it('keeps dots inside brackets together', () => {
    expect(nameElements('a.b[0].c[d.e]').map(({ text }) => text)).toEqual(['a', 'b', '0', 'c', 'd.e']);
  });

  it('finds kebab-case, camelCase and underscores equal, for any words', () => {
    const words = fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(words, (parts) => {
        const camel = parts.map((part, at) => (at === 0 ? part : part[0]?.toUpperCase() + part.slice(1))).join('');
        const forms = [parts.join('-'), parts.join('_'), camel].map((form) => uniformName(`eureka.${form}`));
        expect(new Set(forms).size).toBe(1);
        expect(squash(environmentName(`eureka.${parts.join('-')}`))).toBe(squash(`eureka${camel}`));
      }),
    );
  });
});
