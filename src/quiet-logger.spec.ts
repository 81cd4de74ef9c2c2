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

  it('writes a JSON object a line when it is asked to', () => {
    new QuietLogger({ json: true }).log('peer is\nback', 'Replication');
    const [line] = write.mock.calls[0] ?? [];
    expect(JSON.parse(String(line))).toMatchObject({ level: 'log', message: 'peer is\nback', context: 'Replication' });
    expect(String(line).trim()).not.toContain('\n');
  });
});
