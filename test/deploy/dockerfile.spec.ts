import { describe, expect, it } from '@jest/globals';
import { isThere, read } from './manifests.js';

/** The instructions, with continued lines joined. */
const instructions = read('Dockerfile')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.trim().replace(/ {2,}/g, ' '));
const [build = [], run = []] = splitAt(instructions, 'FROM ');
/** What is published, and so what the image holds. */
const SHIPPED = [...read('tools/stage-server.mjs').matchAll(/^ {2}'([^']+)',$/gm)].map(([, path]) => path ?? '');
const ignored = read('.dockerignore').split('\n').filter(Boolean);

function splitAt(lines: readonly string[], start: string): string[][] {
  const stages: string[][] = [];
  for (const line of lines) {
    if (line.startsWith(start)) stages.push([]);
    stages.at(-1)?.push(line);
  }
  return stages;
}

const argumentOf = (lines: readonly string[], name: string): string =>
  lines.findLast((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';

describe('the Dockerfile', () => {
  it('builds by tools that are there and come into the image', () => {
    expect(SHIPPED.length).toBeGreaterThan(5);
    const tools = [...argumentOf(build, 'RUN').matchAll(/node (\S+\.mjs)/g)].map(([, path]) => path ?? '');
    expect(tools).toEqual(['tools/build-if-needed.mjs', 'tools/stage-server.mjs']);
    for (const path of [
      ...tools,
      'package.json',
      'src',
      'libs',
      ...SHIPPED.filter((file) => !file.startsWith('dist')),
    ]) {
      expect([path, isThere(path)]).toEqual([path, true]);
      expect(ignored).not.toContain(path.split('/')[0]);
      expect(ignored).not.toContain(path);
    }
  });

  it('keeps secrets and what was built outside out of the image', () => {
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '**/node_modules', '**/dist']));
  });

  it('runs files that are staged, as a user without rights', () => {
    const [, staged, place] = /--from=build \S+ \/build\/(\S+) (\S+)/.exec(argumentOf(run, 'COPY')) ?? [];
    expect(argumentOf(build, 'RUN')).toContain(`stage-server.mjs ${staged} `);
    expect([staged, place]).toEqual(['dist/package', './']);
    const folder = run.find((line) => line.startsWith('WORKDIR '))?.slice('WORKDIR '.length);
    for (const instruction of ['ENTRYPOINT', 'HEALTHCHECK']) {
      const [, file] = /"node", "([^"]+)"/.exec(argumentOf(run, instruction)) ?? [];
      expect(file?.startsWith(`${folder}/`)).toBe(true);
      expect(SHIPPED).toContain(file?.slice(`${folder}/`.length));
    }
    expect(argumentOf(run, 'USER')).toBe('node');
  });

  it('stands on a version of Node that the package supports', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    expect(engines.node).toContain('>=22.12.0');
    for (const stage of [build, run]) expect(argumentOf(stage, 'FROM')).toMatch(/^node:2[4-9]-alpine/);
  });
});
