import { describe, expect, it } from '@jest/globals';
import { NOT_FOUND_EMPTY, OK } from '../wire/reply.js';
import type { Reply } from '../wire/reply.js';
import { REFUSAL_REASONS, Refusals } from './refusals.js';

const ERROR: Reply = { kind: 'error', status: 403, message: '' };

describe('what was refused', () => {
  it.each<[Reply, string]>([
    [{ ...ERROR, refused: 'barred' }, 'barred'],
    [{ ...ERROR, refused: 'forbidden' }, 'forbidden'],
    [{ ...ERROR, status: 429 }, 'too-often'],
    [{ ...ERROR, status: 413 }, 'too-large'],
    [{ kind: 'document', status: 401, contentType: 'text/html', body: '' }, 'unauthenticated'],
    [{ kind: 'empty', status: 503, refused: 'netflix-rate' }, 'netflix-rate'],
  ])('is counted: %j is %s', (reply, reason) => {
    const refusals = new Refusals();
    refusals.noteReply(reply);
    refusals.noteReply(reply);
    expect([...refusals.counts].filter(([, count]) => count > 0)).toEqual([[reason, 2]]);
  });

  it.each<[Reply]>([[OK], [NOT_FOUND_EMPTY], [ERROR], [{ ...ERROR, status: 400 }]])('is not %j', (reply) => {
    const refusals = new Refusals();
    refusals.noteReply(reply);
    expect([...refusals.counts]).toEqual(REFUSAL_REASONS.map((reason) => [reason, 0]));
  });
});
