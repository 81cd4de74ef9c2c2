import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { TAKEN_ITEM } from '../item-answer.js';
import { decodeOwnAnswer, encodeOwnAnswer } from './own-answer.js';

describe('the answer to a batch of our own', () => {
  it('is short where everything was taken', () => {
    const answers = [TAKEN_ITEM, TAKEN_ITEM, TAKEN_ITEM];
    expect(encodeOwnAnswer(answers)).toBe('{"count":3}');
    expect(decodeOwnAnswer('{"count":3}')).toEqual({ ok: true, value: answers });
  });

  it('tells of the others in their places, with copies as they stand', () => {
    const entity = sampleInstance({ lastDirtyTimestamp: 5 });
    const conflict = {
      statusCode: 409,
      responseEntity: entity,
      ageMs: 12.4,
      override: { status: 'DOWN', at: 3 },
    } as const;
    const decoded = decodeOwnAnswer(
      encodeOwnAnswer([TAKEN_ITEM, conflict, { statusCode: 404, responseEntity: undefined }]),
    );
    expect(decoded).toMatchObject({
      ok: true,
      value: [
        { statusCode: 200 },
        { statusCode: 409, responseEntity: { lastDirtyTimestamp: 5 }, ageMs: 12, override: { status: 'DOWN', at: 3 } },
        { statusCode: 404, responseEntity: undefined },
      ],
    });
  });

  it.each([
    '',
    '{}',
    '{"count":-1}',
    '{"count":1e9}',
    '{"count":1,"places":[0],"told":[[]]}',
    '{"count":1,"places":[7],"told":[[]],"responseList":[{"statusCode":404}]}',
    '{"count":2,"places":[0,1],"told":[[]],"responseList":[{"statusCode":404},{"statusCode":404}]}',
    '{"count":1,"places":[0],"told":[[]],"responseList":[]}',
  ])('is not believed where it is %j', (text) => {
    expect(decodeOwnAnswer(text).ok).toBe(false);
  });
});
