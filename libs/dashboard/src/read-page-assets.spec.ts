import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPageAssets } from './read-page-assets.js';

describe('readPageAssets', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
    mkdirSync(join(folder, '.vite'));
    writeFileSync(join(folder, 'dashboard-1.js'), 'export const a = 1;'.repeat(100));
    writeFileSync(join(folder, 'dashboard-1.css'), 'a{}');
    writeFileSync(join(folder, 'notes.txt'), 'not for browsers');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds nothing where nothing was built', () => {
    expect(readPageAssets(join(folder, 'missing'))).toBeUndefined();
    expect(readPageAssets(folder)).toBeUndefined();
  });

  it('reads scripts and style sheets, zipped where that is smaller', () => {
    const manifest = { 'main.tsx': { file: 'dashboard-1.js', css: ['dashboard-1.css'], isEntry: true } };
    writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(manifest));
    const assets = readPageAssets(folder);
    expect([assets?.script, assets?.styles]).toEqual(['dashboard-1.js', ['dashboard-1.css']]);
    expect([...(assets?.files.keys() ?? [])].sort()).toEqual(['dashboard-1.css', 'dashboard-1.js']);
    const script = assets?.files.get('dashboard-1.js');
    expect(script?.contentType).toBe('text/javascript;charset=UTF-8');
    expect(gunzipSync(script?.gzipped ?? Buffer.alloc(0))).toEqual(script?.bytes);
    expect(assets?.files.get('dashboard-1.css')?.gzipped).toBeUndefined();
  });
});
