import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIGURATION_ERROR_CODES, renderErrorsDoc } from '@nest-eureka/config';
import { DISCOVERY_ERROR_CODES } from '@nest-eureka/discovery';
import { EMBEDDING_ERROR_CODES } from '@nest-eureka/registry';
import { START_ERROR_CODES } from './start-error-codes.js';

describe('docs/errors.md', () => {
  it('is committed as npm run docs:generate writes it, every code included', () => {
    const committed = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
    expect(committed).toBe(
      renderErrorsDoc([CONFIGURATION_ERROR_CODES, START_ERROR_CODES, EMBEDDING_ERROR_CODES, DISCOVERY_ERROR_CODES]),
    );
  });
});
