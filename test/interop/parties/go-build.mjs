import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, interopDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';

const BUILD_WITHIN_MS = 300_000;

/**
 * A program of this folder, built; Go's own build cache makes that quick when nothing has changed.
 * @param {string} sources its folder, below this one
 * @throws {Unavailable} when Go or a module cannot be had
 */
export async function goBinary(name, sources) {
  const { code: found } = await command('go', ['version']);
  if (found !== 0) throw new Unavailable('no Go on this machine');
  const binary = join(cacheDirectory, 'go', name);
  mkdirSync(join(cacheDirectory, 'go'), { recursive: true });
  const cwd = join(interopDirectory, sources);
  const within = { cwd, withinMs: BUILD_WITHIN_MS };
  const fetched = await command('go', ['mod', 'download'], within);
  if (fetched.code !== 0) throw new Unavailable(`${name}'s modules cannot be had: ${lastLines(fetched.output, 3)}`);
  const { code, output } = await command('go', ['build', '-o', binary, '.'], within);
  if (code !== 0) throw new Error(`${name} cannot be built: ${lastLines(output)}`);
  return binary;
}
