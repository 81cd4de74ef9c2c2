import { Child } from '../harness/child.mjs';
import { freePort } from '../harness/ports.mjs';
import { javaJar } from './java-build.mjs';
import { standalone } from './standalone.mjs';

/** A read that is under way when something registers is cached without it: that lasts a second then, and not three minutes. */
export const RENEWED_SOON = '--eureka.server.response-cache-auto-expiration-in-seconds=1';

/** Small and quick to start; a benchmark passes its own. */
const SHORT_LIVED = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/**
 * Starts a stock Spring Cloud Eureka server (2025.1) alone on loopback and resolves when it answers.
 * It neither registers itself nor has a peer; everything else is Spring's default unless `args` say otherwise.
 * @param {{port?: number, args?: string[], jvmArgs?: string[]}} options `args` as on Spring Boot's command line
 * @returns {Promise<{url: string, pid: number, log(): string, stop(): Promise<void>}>} `url` has no path
 * @throws {Unavailable} with the reason, when the server cannot be had on this machine
 */
export async function startJavaEurekaServer({ port, args = [], jvmArgs = SHORT_LIVED } = {}) {
  const jar = await javaJar('server');
  const ownPort = port ?? (await freePort());
  const url = `http://127.0.0.1:${ownPort}`;
  const child = new Child('java-server', 'java', [
    ...jvmArgs,
    '-jar',
    jar,
    ...standalone(ownPort),
    '--logging.level.root=warn',
    ...args,
  ]);
  await child.ready('first answer', async () => (await fetch(`${url}/eureka/status`)).status === 200);
  return {
    url,
    pid: child.pid,
    log: (lines) => child.log(lines),
    // with connections open it would still run 18 s after SIGTERM
    stop: async () => void (await child.kill()),
  };
}
