import { describe, expect, it } from '@jest/globals';
import type { RegistryOptions } from '@nest-eureka/config';
import { sampleConfiguration } from '../../../spec-support/sample-configuration.js';
import { fillRounds } from './fill-rounds.js';

const TABLE: readonly (readonly [RegistryOptions, ReturnType<typeof fillRounds>])[] = [
  [{}, 'until-in-step'],
  [{ client: { fetchRegistry: false } }, 'until-in-step'],
  [{ registrySyncRetries: 3 }, 'until-in-step'],
  [{ registrySyncRetries: 0 }, 0],
  [{ defaults: 'netflix' }, 5],
  [{ defaults: 'netflix', client: { registerWithEureka: false } }, 0],
  [{ defaults: 'netflix', registrySyncRetries: 2, client: { registerWithEureka: false } }, 2],
  [{ defaults: 'netflix', registrySyncRetries: 0 }, 0],
  [{ defaults: 'netflix', registrySyncRetries: 5, client: { fetchRegistry: false } }, 0],
];

describe('fillRounds', () => {
  it.each(TABLE)('makes of %j: %s', (options, rounds) => {
    expect(fillRounds(sampleConfiguration(options))).toBe(rounds);
  });
});
