import { Child } from '../harness/child.mjs';
import { freePort } from '../harness/ports.mjs';
import { readJson } from '../harness/read-json.mjs';
import { javaJar } from './java-build.mjs';

const SHORT_LIVED = ['-Xmx160m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/**
 * Starts the Spring Cloud application of `java/client` and resolves when it answers. Its intervals are a second, its
 * lease thirty, so that a busy machine ends none.
 * @param {string} serviceUrl of the registry, with its path and a slash at the end
 * @param {string[]} jvmArgs in place of those that save time and memory in short runs
 */
export async function startJavaClient({ app, serviceUrl, leaseSecs, args = [], jvmArgs = SHORT_LIVED }) {
  const jar = await javaJar('client');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = new Child(`java-${app}`, 'java', [
    ...jvmArgs,
    '-jar',
    jar,
    `--spring.application.name=${app}`,
    `--server.port=${port}`,
    `--eureka.client.service-url.defaultZone=${serviceUrl}`,
    ...(leaseSecs ? [`--eureka.instance.lease-expiration-duration-in-seconds=${leaseSecs}`] : []),
    ...args,
  ]);
  await child.ready('first answer', async () => (await fetch(`${url}/whoami`)).ok);
  return {
    url,
    pid: child.pid,
    id: `${app}:${port}`,
    log: (lines) => child.log(lines),
    read: async (path) => readJson(await fetch(`${url}${path}`)),
    post: (path, body) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    stop: () => child.stop({ graceMs: 20_000 }),
    kill: () => child.kill(),
  };
}
