import { describe, expect, it } from '@jest/globals';
import { status } from '../../spec-support/fake-registry.js';
import { BEAT, closeLoneRegistries, loneRegistry } from '../../spec-support/lone-registry.js';
import type { ConnectionSettings } from '../transport-settings.js';

closeLoneRegistries();

describe('credentials', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each<[string, string, Partial<ConnectionSettings>, string | undefined]>([
    ['those of the URL, unasked', 'user:secret@', {}, basic('user:secret')],
    ['those of the URL rather than a token', 'user:secret@', { bearerToken: 't1' }, basic('user:secret')],
    ['a token', '', { bearerToken: 't1' }, 'Bearer t1'],
    ['the present token', '', { bearerToken: async () => 't2' }, 'Bearer t2'],
    ['none', '', {}, undefined],
  ])('sent are %s', async (_what, userInfo, changes, expected) => {
    const { registry, calls } = await loneRegistry(status(200), changes, userInfo);
    await calls.send(BEAT);
    expect(registry.asked[0]?.headers.authorization).toBe(expected);
  });

  it.each<[string, () => string | Promise<string>, string]>([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
      'unreachable',
    ],
    ['rejects', () => Promise.reject(new Error('secret')), 'unreachable'],
    ['never answers', () => new Promise<string>(() => {}), 'timeout'],
  ])('are no reason to fall when who gives the token %s', async (_what, bearerToken, reason) => {
    const { registry, calls } = await loneRegistry(status(200), { bearerToken, connectTimeoutMs: 50 });
    const outcome = await calls.send(BEAT);
    expect(outcome).toMatchObject({ kind: 'failed', reason });
    expect(JSON.stringify(outcome)).not.toContain('secret');
    expect(registry.asked).toEqual([]);
  });
});
