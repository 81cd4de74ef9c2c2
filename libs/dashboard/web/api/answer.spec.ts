import { describe, expect, it } from '@jest/globals';
import { readAnswer } from './answer.js';

const answered = (status: number, body: unknown): Promise<unknown> =>
  readAnswer(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));

describe('an answer', () => {
  it('has its body when all is well, and nothing where there is none', async () => {
    expect(await answered(200, { a: 1 })).toEqual({ kind: 'ok', value: { a: 1 } });
    expect(await answered(200, '')).toEqual({ kind: 'ok', value: undefined });
  });

  it('has the sentence of an error and its code', async () => {
    const said = { code: 'access.role', values: { role: 'operator' } };
    expect(await answered(403, { message: 'no', said })).toEqual({ kind: 'forbidden', message: 'no', said });
    expect(await answered(400, { message: 'no' })).toEqual({ kind: 'refused', status: 400, message: 'no' });
  });

  it('has what is told of something that is not there', async () => {
    expect(await answered(404, { sentence: 'gone' })).toMatchObject({ kind: 'absent', body: { sentence: 'gone' } });
  });

  it.each([['<html>'], ['[]'], [{ message: 7, said: 'x' }], [{ message: {}, said: { code: 1, values: {} } }]])(
    'is read whatever stands in it: %j',
    async (body) => {
      expect(await answered(500, body)).toEqual({ kind: 'refused', status: 500, message: '' });
    },
  );
});
