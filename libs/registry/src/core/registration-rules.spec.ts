import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { judgeRegistration } from './registration-rules.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';

function amazon(metadata: Record<string, string>): InstanceInfo['dataCenterInfo'] {
  return { name: 'Amazon', metadata: new Map(Object.entries(metadata)) };
}

describe('judgeRegistration', () => {
  it.each<[string, Partial<InstanceInfo>]>([
    ['Missing instanceId', { instanceId: undefined, hostName: undefined, ipAddr: undefined }],
    ['Missing instanceId', { instanceId: '', hostName: '' }],
    ['Missing hostname', { hostName: undefined, ipAddr: undefined }],
    ['Missing hostname', { hostName: '' }],
    ['Missing ip address', { ipAddr: undefined, app: '' }],
    ['Missing appName', { app: '', dataCenterInfo: undefined }],
    ['Mismatched appName, expecting ORDERS but was STOCK', { app: 'STOCK', dataCenterInfo: undefined }],
    ['Missing dataCenterInfo', { dataCenterInfo: undefined }],
    ['Missing dataCenterInfo Name', { dataCenterInfo: { name: null } }],
  ])('refuses with "%s" as the first fault', (message, changes) => {
    const instance = { ...sampleInstance(), ...changes };
    expect(judgeRegistration('orders', instance, false)).toEqual({ kind: 'refused', message });
  });

  it('accepts an instance as it is, whatever the case of the path', () => {
    const instance = sampleInstance();
    expect(judgeRegistration('Orders', instance, true)).toEqual({ kind: 'accepted', instance });
  });

  it('takes the host name for a missing id', () => {
    const instance = { ...sampleInstance(), instanceId: undefined };
    expect(judgeRegistration('ORDERS', instance, false).kind).toBe('accepted');
  });

  it('gives an Amazon instance without an id of its own the computed one', () => {
    const instance = sampleInstance({ dataCenterInfo: amazon({ 'local-ipv4': '10.0.0.1' }) });
    const verdict = judgeRegistration('ORDERS', instance, false);
    expect(verdict).toEqual({
      kind: 'accepted',
      instance: { ...instance, dataCenterInfo: amazon({ 'local-ipv4': '10.0.0.1', 'instance-id': 'i-1' }) },
    });
    expect(instance.dataCenterInfo).toEqual(amazon({ 'local-ipv4': '10.0.0.1' }));
  });

  it('leaves a blank Amazon id as it is', () => {
    const instance = sampleInstance({ dataCenterInfo: amazon({ 'instance-id': ' ' }) });
    expect(judgeRegistration('ORDERS', instance, false)).toEqual({ kind: 'accepted', instance });
  });

  it.each<Record<string, string>>([{}, { 'instance-id': '' }, { 'instance-id': '  ' }])(
    'refuses an Amazon instance with %j where an id is required',
    (metadata) => {
      const instance = sampleInstance({ dataCenterInfo: amazon(metadata) });
      expect(judgeRegistration('ORDERS', instance, true)).toEqual({
        kind: 'refused',
        message: 'DataCenterInfo of type class com.netflix.appinfo.AmazonInfo must contain a valid id',
      });
    },
  );

  it('accepts an Amazon instance with an id where one is required', () => {
    const instance = sampleInstance({ dataCenterInfo: amazon({ 'instance-id': 'i-99' }) });
    expect(judgeRegistration('ORDERS', instance, true)).toEqual({ kind: 'accepted', instance });
  });
});
