import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fromProcess } from './from-process.js';

describe('the running process as input', () => {
  const input = fromProcess({ port: 1 });

  it('has its arguments, environment, folder and options', () => {
    expect(input).toMatchObject({
      argv: process.argv.slice(2),
      workingDirectory: process.cwd(),
      options: { port: 1 },
    });
    expect(input.environment).toBe(process.env);
    expect(input.host.hostname).not.toBe('');
    expect(input.host.ipAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  it('reads files, and tells absent from present', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    try {
      writeFileSync(join(folder, 'a.yml'), 'x: ü');

      expect(input.readFile(join(folder, 'a.yml'))).toEqual({ kind: 'text', text: 'x: ü' });
      expect(input.readFile(join(folder, 'b.yml'))).toEqual({ kind: 'absent' });
      expect(input.readFile(folder)).toEqual({ kind: 'absent' });
      expect(input.readFile('bad\0name')).toMatchObject({ kind: 'unreadable' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
