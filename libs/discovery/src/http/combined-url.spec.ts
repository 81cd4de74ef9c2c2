import { describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { combinedUrl } from './combined-url.js';

describe('the URL of an axios configuration', () => {
  it.each([
    [{ url: 'http://orders/items' }],
    [{ url: '/items/1', baseURL: 'http://orders/v1/' }],
    [{ url: 'items/1', baseURL: 'http://orders' }],
    [{ url: '', baseURL: 'lb://orders' }],
    [{ baseURL: 'lb://orders' }],
    [{ url: 'http://taxes/', baseURL: 'http://orders' }],
    [{ url: 'lb://taxes/', baseURL: 'http://orders' }],
    [{ url: '//taxes/', baseURL: 'http://orders' }],
    [{ url: 'http://taxes/', baseURL: 'http://orders', allowAbsoluteUrls: false }],
    [{ url: '/items' }],
  ])('%j is what axios makes of it', (config) => {
    expect(combinedUrl(config)).toBe(axios.create().getUri(config));
  });
});
