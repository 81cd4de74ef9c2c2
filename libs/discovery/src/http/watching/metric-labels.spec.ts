import { describe, expect, it } from '@jest/globals';
import { methodLabel, outcomeLabel, statusLabel, valueLabel } from './metric-labels.js';

describe('labels', () => {
  it.each([
    [100, '100', 'INFORMATIONAL'],
    [204, '204', 'SUCCESS'],
    [302, '302', 'REDIRECTION'],
    [404, '404', 'CLIENT_ERROR'],
    [599, '599', 'SERVER_ERROR'],
    [600, 'UNKNOWN', 'UNKNOWN'],
    [0, 'UNKNOWN', 'UNKNOWN'],
    [200.5, 'UNKNOWN', 'UNKNOWN'],
    [Number.NaN, 'UNKNOWN', 'UNKNOWN'],
  ])('of the status %p are %p and %p', (status, label, outcome) => {
    expect([statusLabel(status), outcomeLabel(status)]).toEqual([label, outcome]);
  });

  it.each([
    ['GET', 'GET'],
    ['', 'UNKNOWN'],
    ['BREW', 'other'],
  ])('of the method %j is %j', (method, label) => {
    expect(methodLabel(method)).toBe(label);
  });

  it('are short, whatever was registered', () => {
    expect(valueLabel('x'.repeat(5000))).toHaveLength(200);
  });
});
