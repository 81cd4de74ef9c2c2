import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';

/**
 * The newest Node of a major version, from the npm package that carries the runtime itself.
 * @returns {Promise<{binary: string, version: string}>}
 * @throws {Unavailable} when it cannot be had for this machine
 */
export async function nodeRuntime(major) {
  if (process.versions.node.startsWith(`${major}.`)) return { binary: process.execPath, version: process.version };
  const folder = join(cacheDirectory, `node-${major}`);
  if (!existsSync(folder)) await install(major, folder);
  const binary = join(folder, 'node_modules', 'node', 'bin', 'node');
  const { code, output } = await command(binary, ['--version']);
  if (code !== 0) throw new Unavailable(`Node ${major} does not run here: ${lastLines(output, 2)}`);
  return { binary, version: output };
}

async function install(major, folder) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  // newer npm versions ask before a package's install script, which here puts the binary in its place
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }\n');
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--workspaces=false',
    `node@${major}`,
  ];
  const { code, output } = await command('npm', args, { cwd: unfinished, withinMs: 180_000 });
  if (code !== 0) throw new Unavailable(`Node ${major} cannot be had: ${lastLines(output, 2)}`);
  renameSync(unfinished, folder);
}
