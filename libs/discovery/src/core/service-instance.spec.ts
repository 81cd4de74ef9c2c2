import { describe, expect, it } from '@jest/globals';
import { knownInstance } from '../../spec-support/known-instances.js';
import { serviceUri, toServiceInstance } from './service-instance.js';

describe('a service instance', () => {
  it('has what the registry has of it', () => {
    const metadata = new Map([['zone', 'z1']]);
    const info = knownInstance({ hostName: 'web1', metadata });
    expect(toServiceInstance(info)).toEqual({
      instanceId: 'o1',
      serviceId: 'ORDERS',
      host: 'web1',
      port: 8080,
      secure: false,
      scheme: 'http',
      uri: 'http://web1:8080',
      metadata,
      instanceInfo: info,
    });
  });

  it('is called by its secure port when that is enabled', () => {
    const info = knownInstance({ hostName: 'web1', securePort: { number: 8443, enabled: true } });
    expect(toServiceInstance(info)).toMatchObject({
      port: 8443,
      secure: true,
      scheme: 'https',
      uri: 'https://web1:8443',
    });
  });

  it('without a host name is called by its address', () => {
    const info = knownInstance({ hostName: undefined, ipAddr: '10.0.0.9' });
    expect(toServiceInstance(info)).toMatchObject({ instanceId: 'o1', host: '10.0.0.9', uri: 'http://10.0.0.9:8080' });
  });
});

describe('the URI of a service', () => {
  it.each([
    ['http', 'web1', 8080, 'http://web1:8080'],
    ['http', 'web1', 0, 'http://web1:80'],
    ['https', 'web1', -1, 'https://web1:443'],
    ['http', '2001:db8::1', 8080, 'http://[2001:db8::1]:8080'],
    ['http', '[::1]', 8080, 'http://[::1]:8080'],
  ] as const)('by %s at %s and port %i is right', (scheme, host, port, uri) => {
    expect(serviceUri(scheme, host, port)).toBe(uri);
  });
});
