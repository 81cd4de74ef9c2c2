import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readSecret } from './read-secret.js';

describe('readSecret', () => {
  it.each([
    ['secret\n', 'secret'],
    ['secret', 'secret'],
    ['two\nlines\r\n', 'two\nlines'],
    [' spaces ', ' spaces '],
  ])('takes all that is piped in, without its last line end: %j', async (piped, secret) => {
    const shown: string[] = [];
    const input = new PassThrough();
    input.end(piped);
    expect(await readSecret('password: ', input, { write: (text) => shown.push(text) })).toBe(secret);
    expect(shown).toEqual([]);
  });

  it('shows the prompt to whoever types, and not what is typed', async () => {
    const shown: string[] = [];
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const secret = readSecret('password: ', input, { write: (text) => shown.push(text) });
    input.write('geheim\r');
    expect(await secret).toBe('geheim');
    expect(shown).toEqual(['password: ', '\n']);
  });
});
