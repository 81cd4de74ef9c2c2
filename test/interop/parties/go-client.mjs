import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, interopDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { TalkingClient } from './talking-client.mjs';

/**
 * @param {string} options.serviceUrl one, or several with commas
 * @param {'xml' | 'json'} options.format what it speaks
 * @throws {Unavailable} when Go or the module cannot be had
 */
export async function startGoClient({ serviceUrl, app, id, port, format, leaseSecs = 3 }) {
  const binary = await built();
  const urls = serviceUrl.replaceAll(/\/(?=,|$)/g, '');
  return new TalkingClient('go', binary, [urls, app, id, String(port), format, String(leaseSecs)]);
}

/** Go's own build cache makes this quick when nothing has changed. */
async function built() {
  const { code: found } = await command('go', ['version']);
  if (found !== 0) throw new Unavailable('no Go on this machine');
  const binary = join(cacheDirectory, 'go', 'fargo-client');
  mkdirSync(join(cacheDirectory, 'go'), { recursive: true });
  const cwd = join(interopDirectory, 'clients', 'go');
  const { code, output } = await command('go', ['build', '-o', binary, '.'], { cwd, withinMs: 300_000 });
  if (code !== 0) throw new Unavailable(`hudl/fargo cannot be built: ${lastLines(output, 3)}`);
  return binary;
}
