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

  it('tells errors, but for the one that the start tells in words', () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const logger = new QuietLogger();
    logger.error('Error: listen EADDRINUSE: address already in use 127.0.0.1:8761', '_NestApplication');
    expect(written).not.toHaveBeenCalled();
    logger.error('Error: listen EADDRINUSE: address already in use 127.0.0.1:9000', 'Metrics');
    logger.error('Error: something else', 'NestApplication');
    expect(written).toHaveBeenCalledTimes(2);
    written.mockRestore();
  });

  it('writes a JSON object a line when it is asked to', () => {
    new QuietLogger({ json: true }).log('peer is\nback', 'Replication');
    const [line] = write.mock.calls[0] ?? [];
    expect(JSON.parse(String(line))).toMatchObject({ level: 'log', message: 'peer is\nback', context: 'Replication' });
    expect(String(line).trim()).not.toContain('\n');
  });
});
