import { describe, expect, it } from '@jest/globals';
import { ConsoleLogger } from './console-logger.js';

function setUp() {
  const out: string[] = [];
  const err: string[] = [];
  const logger = new ConsoleLogger({ write: (text) => out.push(text) }, { write: (text) => err.push(text) });
  const logAll = (): void => {
    logger.debug('d');
    logger.info('i', { a: 1 });
    logger.warn('w');
    logger.error('e');
  };
  return { logger, logAll, out, err };
}

describe('the logger of eureka-js-client', () => {
  it.each([
    [undefined, ['i { a: 1 }\n'], ['w\n', 'e\n']],
    ['debug', ['d\n', 'i { a: 1 }\n'], ['w\n', 'e\n']],
    ['error', [], ['e\n']],
    [40, [], ['w\n', 'e\n']],
    ['unheard of', ['i { a: 1 }\n'], ['w\n', 'e\n']],
  ])('with level %j writes %j and %j', (level, expectedOut, expectedErr) => {
    const { logger, logAll, out, err } = setUp();
    logger.level(level);
    logAll();

    expect({ out, err }).toEqual({ out: expectedOut, err: expectedErr });
  });

  it('tells its level', () => {
    const { logger } = setUp();

    expect([logger.level(), logger.level('debug'), logger.level()]).toEqual([30, 20, 20]);
  });
});
