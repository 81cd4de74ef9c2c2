import { describe, expect, it } from '@jest/globals';
import { said } from '../../core/sentences/said.js';
import { closedReply } from './closed-reply.js';
import { plainRefusal } from './plain-refusal.js';
import { telling } from './reply.js';

const FARGO = 'application/xml';
const CURL = '*/*';
const STARTING = closedReply(503) as ReturnType<typeof telling>;
const OFTEN = telling(429, said('registry.too-often'), { 'Retry-After': '7' });

describe('plainRefusal', () => {
  it.each([
    ['not ready yet', STARTING],
    ['too often', OFTEN],
    ['failed', telling(500, said('registry.failed'))],
  ])('%s: explained as text to who names a format, with the same headers', (_what, reply) => {
    for (const accept of [FARGO, 'application/json', 'application/json, application/*+json'])
      expect(plainRefusal(reply, accept)).toEqual({
        kind: 'document',
        status: reply.status,
        contentType: 'text/plain;charset=UTF-8',
        body: reply.message,
        ...(reply.headers && { headers: reply.headers }),
      });
  });

  it.each([CURL, '', undefined, 'text/html'])('a document stays one for Accept %p', (accept) => {
    expect(plainRefusal(STARTING, accept)).toBe(STARTING);
  });

  it('Netflix’s refusal of a registry that is closed stays the document that Java answers', () => {
    const closed = closedReply(403) as ReturnType<typeof telling>;
    expect(plainRefusal(closed, FARGO)).toBe(closed);
  });

  it.each([400, 403, 404, 405])('%i is no matter of time: it stays a document', (status) => {
    const reply = { kind: 'error', status, message: 'No.' } as const;
    expect(plainRefusal(reply, FARGO)).toBe(reply);
  });
});
