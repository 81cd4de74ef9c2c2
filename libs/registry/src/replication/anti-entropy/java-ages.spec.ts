import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { javaAges } from './java-ages.js';

function shown(instanceId: string, registeredAt: number, lastRenewalAt: number): InstanceInfo {
  return sampleInstance({
    instanceId,
    leaseInfo: {
      renewalIntervalInSecs: 30,
      durationInSecs: 90,
      registrationTimestamp: registeredAt,
      lastRenewalTimestamp: lastRenewalAt,
      evictionTimestamp: 0,
      serviceUpTimestamp: registeredAt,
    },
  });
}

describe('javaAges', () => {
  it('measures from the newest renewal, which Java shows one duration late', () => {
    const at = 1_700_000_000_000;
    const copies = javaAges([
      shown('renewed', at - 500_000, at + 90_000),
      shown('late', at - 500_000, at - 50_000 + 90_000),
      shown('registered', at - 10_000, at - 10_000),
    ]);
    expect(copies.map(({ instance, ageMs }) => [instance.instanceId, ageMs])).toEqual([
      ['renewed', 0],
      ['late', 50_000],
      ['registered', 10_000],
    ]);
  });

  it('knows no age for nothing', () => {
    expect(javaAges([])).toEqual([]);
  });
});
