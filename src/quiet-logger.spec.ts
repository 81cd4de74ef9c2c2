import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { QuietLogger } from './quiet-logger.js';

describe('QuietLogger', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  afterEach(() => void write.mockClear());
  afterAll(() => write.mockRestore());

  it.each(['InstanceLoader', '_InstanceLoader', 'RouterExplorer', '_NestApplication'])(
    'keeps to itself what %s tells of the start',
    (context) => {
      new QuietLogger().log('dependencies initialized', context);
      expect(write).not.toHaveBeenCalled();
    },
  );

  it('passes on what others tell', () => {
    new QuietLogger().log('peer is back', 'Replication');
    expect(write).toHaveBeenCalledTimes(1);
  });
});
