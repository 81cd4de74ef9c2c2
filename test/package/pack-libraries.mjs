import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDirectory } from '../interop/harness/paths.mjs';
import { mustRun } from './must-run.mjs';

/**
 * Builds and packs every library. A package is
 * `{ name, tarball, directory, manifest, files }`, its files as paths inside the package.
 */
export async function packLibraries(destination) {
  await mustRun('npm', ['run', 'build'], { cwd: repositoryDirectory, withinMs: 600_000 });
  const output = await mustRun(
    'npm',
    [
      'pack',
      ...libraries().map((path) => `--workspace=${path}`),
      '--json',
      '--silent',
      '--pack-destination',
      destination,
    ],
    {
      cwd: repositoryDirectory,
    },
  );
  const packed = JSON.parse(output.slice(output.search(/^[[{]/m)));
  return Object.values(packed).map(({ name, filename, files }) => {
    const directory = join(repositoryDirectory, 'libs', name.split('/')[1]);
    return {
      name,
      directory,
      tarball: join(destination, filename.replace('@', '').replace('/', '-')),
      manifest: JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')),
      files: files.map(({ path }) => path),
    };
  });
}

/** The examples are workspaces as well, and are not for others. */
function libraries() {
  return readdirSync(join(repositoryDirectory, 'libs'))
    .map((name) => join('libs', name))
    .filter((path) => existsSync(join(repositoryDirectory, path, 'package.json')));
}
