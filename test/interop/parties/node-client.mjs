import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, interopDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { TalkingClient } from './talking-client.mjs';

const PACKAGE = 'eureka-js-client@4.5.0';

/**
 * @param {'full' | 'delta'} options.format how it reads the registry
 * @throws {Unavailable} when the package cannot be had
 */
export async function startNodeClient({ serviceUrl, app, id, port, format }) {
  const folder = await installedEurekaJsClient();
  const { hostname, port: registryPort } = new URL(serviceUrl);
  const script = join(interopDirectory, 'clients', 'node', 'client.mjs');
  return new TalkingClient('node', process.execPath, [
    script,
    folder,
    hostname,
    registryPort,
    app,
    id,
    String(port),
    format,
  ]);
}

/**
 * The folder where eureka-js-client is installed, on first use.
 * @throws {Unavailable} when it cannot be had
 */
export async function installedEurekaJsClient() {
  const folder = join(cacheDirectory, PACKAGE);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  // a package.json of its own keeps npm from installing into this repository
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--no-progress', '--no-save', '--workspaces=false', PACKAGE];
  const { code, output } = await command('npm', args, { cwd: unfinished, withinMs: 180_000 });
  if (code !== 0) throw new Unavailable(`${PACKAGE} cannot be had: ${lastLines(output, 3)}`);
  renameSync(unfinished, folder);
  return folder;
}
