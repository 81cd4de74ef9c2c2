import { describe, expect, it } from '@jest/globals';
import { load } from '../fixtures/input.js';

describe('the path of the dashboard', () => {
  it('is the root unless configured', () => {
    expect(load({}).dashboard).toEqual({ enabled: true, path: '/', pathIsExplicit: false });
  });

  it('is explicit wherever it is set, the root too', () => {
    const root = { path: '/', pathIsExplicit: true };
    expect(load({ argv: ['--eureka.dashboard.path=/'] }).dashboard).toMatchObject(root);
    expect(load({ environment: { EUREKA_DASHBOARD_PATH: '/' } }).dashboard).toMatchObject(root);
    expect(load({ files: { 'application.yml': 'eureka:\n  dashboard:\n    path: /\n' } }).dashboard).toMatchObject(
      root,
    );
    expect(load({ options: { dashboard: { path: '/' } } }).dashboard).toMatchObject(root);
  });

  it('is not explicit when it is blank', () => {
    expect(load({ argv: ['--eureka.dashboard.path='] }).dashboard.pathIsExplicit).toBe(false);
  });
});
