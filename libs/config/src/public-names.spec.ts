import { describe, expect, it } from '@jest/globals';
import * as library from './index.js';

describe('the public names', () => {
  it('are these', () => {
    expect(Object.keys(library).sort()).toEqual([
      'CONFIGURATION_ERROR_CODES',
      'ConfigurationError',
      'fromProcess',
      'loadRegistryConfiguration',
      'renderEnvExample',
      'renderErrorsDoc',
      'renderOptionsDoc',
    ]);
  });
});
