import { describe, expect, it } from '@jest/globals';
import { certificateNames } from './certificate-names.js';

describe('certificateNames', () => {
  it.each([
    ['orders', undefined, ['orders']],
    ['orders', 'DNS:a.example, URI:spiffe://x/orders, email:o@x', ['a.example', 'spiffe://x/orders', 'o@x', 'orders']],
    [undefined, 'IP Address:10.0.0.1, DNS:a.example', ['a.example']],
    [undefined, 'DNS:"a.example, DNS:root"', []],
    ['orders', 'URI:"http://a, DNS:root", DNS:b', ['orders']],
    [['orders', 'root'], undefined, []],
    ['', '', []],
  ])('reads %j with %j as %j', (commonName, alternatives, names) =>
    expect(certificateNames(commonName, alternatives)).toEqual(names),
  );
});
