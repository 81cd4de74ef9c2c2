import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { Html, NOTHING, html } from './html.js';

describe('html', () => {
  it('escapes what is put into it', () => {
    expect(html`<a href="${`"'`}">${'<b>&'}</a>${7}`.text).toBe('<a href="&quot;&#39;">&lt;b&gt;&amp;</a>7');
  });

  it('leaves markup as it is, one piece or many', () => {
    const item = html`<li>${'&'}</li>`;
    expect(html`<ul>${[item, item]}${NOTHING}</ul>${new Html('<hr>')}`.text).toBe(
      '<ul><li>&amp;</li><li>&amp;</li></ul><hr>',
    );
  });

  it('never lets a text out of its element or attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});
