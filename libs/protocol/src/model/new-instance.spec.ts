import { describe, expect, it } from '@jest/globals';
import { decodeInstance } from '../decode-registry.js';
import { encodeInstance } from '../encode-registry.js';
import { newInstance, newLease } from './new-instance.js';

const fields = {
  instanceId: 'orders-1',
  hostName: 'orders-1.example',
  app: 'ORDERS',
  ipAddr: '10.0.0.1',
  port: { number: 8080, enabled: true },
  securePort: { number: 443, enabled: false },
};

describe('newInstance', () => {
  it.each(['json', 'xml'] as const)('is what %s of nothing but these fields is read as', (format) => {
    const instance = newInstance({ ...fields, leaseInfo: newLease(30, 90) });
    const text = encodeInstance(instance, { format, detail: 'full', version: 'v2' });
    expect(decodeInstance(text, format)).toMatchObject({ ok: true, value: instance });
  });

  it('has what is given in place of what an application does not say', () => {
    const given = { status: 'DOWN', vipAddress: 'orders', metadata: new Map([['zone', 'a']]) } as const;
    expect(newInstance({ ...fields, ...given })).toMatchObject({ ...fields, ...given, overriddenStatus: 'UNKNOWN' });
  });
});
