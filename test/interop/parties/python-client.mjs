import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, interopDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { TalkingClient } from './talking-client.mjs';

const PACKAGE = 'py_eureka_client==0.13.3';

/** @throws {Unavailable} when Python 3 or the package cannot be had */
export async function startPythonClient({ serviceUrl, app, id, port, leaseSecs = 30 }) {
  const python = await virtualPython();
  const script = join(interopDirectory, 'clients', 'python', 'client.py');
  return new TalkingClient('python', python, ['-u', script, serviceUrl, app, id, String(port), String(leaseSecs)]);
}

/**
 * The Python that has the package, installed on first use.
 * @throws {Unavailable} when Python 3 or the package cannot be had
 */
export async function virtualPython() {
  const environment = join(cacheDirectory, PACKAGE.replace('==', '-'));
  const python = join(environment, 'bin', 'python');
  if (existsSync(python)) return python;
  // the mark of a finished installation is its name: a half-made one is thrown away
  const unfinished = `${environment}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const steps = [
    ['python3', ['-m', 'venv', unfinished]],
    [join(unfinished, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE]],
  ];
  for (const [name, args] of steps) {
    const { code, output } = await command(name, args, { withinMs: 180_000 });
    if (code !== 0)
      throw new Unavailable(
        `${name.endsWith('python') ? PACKAGE : 'python3 venv'} cannot be had: ${lastLines(output, 3)}`,
      );
  }
  renameSync(unfinished, environment);
  return python;
}
