import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../harness/child.mjs';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, repositoryDirectory } from '../harness/paths.mjs';
import { freePort } from '../harness/ports.mjs';
import { readJson } from '../harness/read-json.mjs';

const main = join(repositoryDirectory, 'test', 'interop', 'clients', 'nest', 'app.mjs');

let build;

/** Builds all libraries, once a run. */
export function requireLibraries() {
  build ??= command('npm', ['run', '-s', 'build'], { cwd: repositoryDirectory, withinMs: 300_000 }).then((result) => {
    if (result.code !== 0) throw new Error(`the libraries do not build:\n${lastLines(result.output, 20)}`);
    if (!existsSync(join(repositoryDirectory, 'libs/discovery/dist/esm/index.js'))) {
      throw new Error('libs/discovery is not built');
    }
  });
  return build;
}

/**
 * Starts a Nest application on our discovery client and resolves when it answers. Its intervals are a second, its lease
 * thirty, as those of `startJavaClient`.
 * @param {string} serviceUrl of the registry, with its path and a slash at the end
 */
export async function startNestClient({ app, serviceUrl, leaseSecs = 30, env = {} }) {
  await requireLibraries();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const cwd = join(cacheDirectory, 'work');
  mkdirSync(cwd, { recursive: true });
  const child = new Child(`nest-${app}`, process.execPath, [main], {
    cwd,
    env: {
      PORT: String(port),
      SPRING_APPLICATION_NAME: app,
      EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: serviceUrl,
      EUREKA_CLIENT_REGISTRYFETCHINTERVALSECONDS: '1',
      EUREKA_CLIENT_CACHEENABLED: 'false',
      EUREKA_INSTANCE_HOSTNAME: 'localhost',
      EUREKA_INSTANCE_IPADDRESS: '127.0.0.1',
      EUREKA_INSTANCE_PREFERIPADDRESS: 'true',
      EUREKA_INSTANCE_INSTANCEID: `${app}:${port}`,
      EUREKA_INSTANCE_LEASERENEWALINTERVALINSECONDS: '1',
      EUREKA_INSTANCE_LEASEEXPIRATIONDURATIONINSECONDS: String(leaseSecs),
      EUREKA_INSTANCE_DRAIN_WAITSECONDS: '0',
      ...env,
    },
  });
  await child.ready('first answer', async () => (await fetch(`${url}/whoami`)).ok);
  return {
    url,
    port,
    id: `${app}:${port}`,
    log: (lines) => child.log(lines),
    read: async (path) => readJson(await fetch(`${url}${path}`)),
    post: (path) => fetch(`${url}${path}`, { method: 'POST' }),
    stop: () => child.stop({ graceMs: 20_000 }),
    kill: () => child.kill(),
  };
}
