import { describe, expect, it } from '@jest/globals';
import { machineInterfaces } from './machine-interfaces.js';

describe('machineInterfaces', () => {
  it('has the loopback interface of this machine', () => {
    const addresses = Object.values(machineInterfaces()).flatMap((entries) => entries ?? []);
    expect(addresses.some(({ internal }) => internal)).toBe(true);
  });

  it('is empty where the machine does not tell', () => {
    const refuse = (): never => {
      throw new Error('uv_interface_addresses returned Unknown system error 13');
    };
    expect(machineInterfaces(refuse)).toEqual({});
  });
});
