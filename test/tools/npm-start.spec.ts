import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly scripts: { readonly start: string };
};

/** Says who it is and what it was given, and how it is stopped. */
const SERVER = `
  process.on('SIGTERM', () => { console.log('stopped'); process.exit(); });
  setInterval(() => {}, 1000);
  console.log(JSON.stringify({ parent: process.ppid, options: process.argv.slice(2) }));
`;

describe('npm start', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: scripts.start } }));
    writeFileSync(join(folder, 'dist/main.js'), SERVER);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has the server for its direct child, so that who ends npm ends the server', async () => {
    const npm = spawn('npm', ['start', '--silent', '--', '--server.port=0', '--name=a b'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    npm.stdout.setEncoding('utf8');
    const [told] = (await once(npm.stdout, 'data')) as [string];
    expect(JSON.parse(told)).toEqual({ parent: npm.pid, options: ['--server.port=0', '--name=a b'] });
    const stopped = once(npm.stdout, 'data');
    npm.kill('SIGTERM');
    expect((await stopped)[0]).toBe('stopped\n');
    await once(npm, 'exit');
  });
});
