import { describe, expect, it } from '@jest/globals';
import { readBasicCredentials } from './basic-credentials.js';

const encoded = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

describe('readBasicCredentials', () => {
  it.each([
    ['a plain name and password', `Basic ${encoded('app:secret')}`, 'app', 'secret'],
    ['a scheme in other letters, more blanks', `bAsIc   ${encoded('app:secret')}  `, 'app', 'secret'],
    ['a password with colons', `Basic ${encoded('app:a:b:')}`, 'app', 'a:b:'],
    ['an empty password', `Basic ${encoded('app:')}`, 'app', ''],
    ['an empty name', `Basic ${encoded(':secret')}`, '', 'secret'],
    ['base64 without padding', `Basic ${encoded('app:secret1').replace(/=+$/, '')}`, 'app', 'secret1'],
    ['the URL-safe alphabet', `Basic ${Buffer.from('app:~~~???').toString('base64url')}`, 'app', '~~~???'],
  ])('reads %s', (_what, header, name, password) => {
    expect(readBasicCredentials(header)).toEqual([{ name, password }]);
  });

  it('reads bytes beyond ASCII as UTF-8 first, then as ISO-8859-1', () => {
    expect(readBasicCredentials(`Basic ${encoded('app:pä')}`)).toEqual([
      { name: 'app', password: 'pä' },
      { name: 'app', password: 'pÃ¤' },
    ]);
    expect(readBasicCredentials(`Basic ${encoded('app:pä', 'latin1')}`)).toEqual([
      { name: 'app', password: 'p\ufffd' },
      { name: 'app', password: 'pä' },
    ]);
  });

  it.each([
    ['another scheme', `Bearer ${encoded('app:secret')}`],
    ['no scheme', encoded('app:secret')],
    ['a scheme that only begins so', `Basically ${encoded('app:secret')}`],
    ['nothing behind the scheme', 'Basic '],
    ['no colon', `Basic ${encoded('app')}`],
    ['characters that are no base64', 'Basic a!b:c'],
    ['two credentials', `Basic ${encoded('a:b')} ${encoded('c:d')}`],
    ['nothing', ''],
  ])('reads nothing from %s', (_what, header) => {
    expect(readBasicCredentials(header)).toEqual([]);
  });
});
