import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { instanceIdOf, isWrittenSid } from './instance-info.js';

const amazon = (id?: string) => ({
  name: 'Amazon' as const,
  metadata: new Map(id === undefined ? [] : [['instance-id', id]]),
});

describe('the id of an instance', () => {
  it.each([
    ['its instanceId', { instanceId: 'i', dataCenterInfo: amazon('a') }, 'i'],
    ['its Amazon id when the instanceId is empty', { instanceId: '', dataCenterInfo: amazon('a') }, 'a'],
    ['its Amazon id when there is no instanceId', { instanceId: undefined, dataCenterInfo: amazon('a') }, 'a'],
    ['its host name when the Amazon id is empty', { instanceId: undefined, dataCenterInfo: amazon('') }, 'web1'],
    ['its host name when there is no Amazon id', { instanceId: undefined, dataCenterInfo: amazon() }, 'web1'],
    ['its host name elsewhere', { instanceId: undefined }, 'web1'],
    ['empty when there is nothing', { instanceId: undefined, hostName: undefined }, ''],
  ])('is %s', (_, changes, id) => {
    expect(instanceIdOf(sampleInstance(changes))).toBe(id);
  });
});

describe('a sid', () => {
  it.each([
    ['na', false],
    ['unknown', false],
    ['', true],
    ['x', true],
  ])('%j is written: %s', (sid, isWritten) => {
    expect(isWrittenSid(sid)).toBe(isWritten);
  });
});
