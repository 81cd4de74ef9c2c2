import { describe, expect, it } from '@jest/globals';
import { newInstance } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import { registryChanges } from './registry-changes.js';

function an(instanceId: string, changes: Partial<InstanceInfo> = {}): InstanceInfo {
  return newInstance({
    instanceId,
    hostName: 'h',
    app: 'A',
    ipAddr: '10.0.0.1',
    port: { number: 1, enabled: true },
    securePort: { number: 2, enabled: false },
    lastUpdatedTimestamp: 1,
    ...changes,
  });
}
const registry = (...instances: InstanceInfo[]): Applications => ({
  versionsDelta: 1,
  appsHashCode: '',
  applications: [{ name: 'A', instances }],
});

describe('registryChanges', () => {
  it.each<[string, InstanceInfo[], InstanceInfo[], [from: string | undefined, to: string | undefined][]]>([
    ['an instance that comes', [], [an('a')], [[undefined, 'UP']]],
    ['one that goes', [an('a')], [], [['UP', undefined]]],
    ['another status', [an('a')], [an('a', { status: 'DOWN' })], [['UP', 'DOWN']]],
    ['something else', [an('a')], [an('a', { lastUpdatedTimestamp: 2 })], [['UP', 'UP']]],
    ['nothing', [an('a')], [an('a', { lastDirtyTimestamp: 9 })], []],
  ])('tells of %s', (_what, before, after, expected) => {
    const changes = registryChanges(registry(...before), registry(...after));
    expect(changes.map(({ from, to }) => [from, to])).toEqual(expected);
  });

  it('keeps applications apart that have an id in common', () => {
    const changes = registryChanges(registry(an('a'), an('a', { app: 'B' })), registry(an('a', { app: 'B' })));
    expect(changes).toEqual([{ application: 'A', id: 'a', from: 'UP', to: undefined }]);
  });
});
