import { Child } from '../../interop/harness/child.mjs';
import { freePort } from '../../interop/harness/ports.mjs';
import { Unavailable } from '../../interop/harness/unavailable.mjs';
import { startJavaEurekaServer } from '../../interop/parties/java-server.mjs';
import { Connection } from '../load/connection.mjs';
import { REGISTRY_ARGS, nodeCommands } from './commands.mjs';
import { loopWatching } from './loop-watching.mjs';
import { Party } from './party.mjs';

/** As `java -jar` starts it, but for the heap: a registry of 100,000 instances needs room for its documents. */
const JVM_ARGS = ['-Xmx4g'];
/** Tomcat would close a connection after 100 requests; requests are what is compared, not connecting. */
const JAVA_CONNECTIONS = ['--server.tomcat.max-keep-alive-requests=-1'];

/** Starts ours, the bare server, and Java's unless it cannot be had or is not wanted. The order is that of the rounds. */
export async function startParties({ oursMain, withJava, say }) {
  const parties = [await startOurs(oursMain), await startBare()];
  const java = withJava ? await startJava(say) : undefined;
  return java === undefined ? parties : [...parties, java];
}

export async function startOurs(main, args = REGISTRY_ARGS) {
  const port = await freePort();
  return startNode('ours', port, [...nodeCommands.ours(port, main), ...args], loopWatching());
}

export async function startBare() {
  const port = await freePort();
  return startNode('bare', port, nodeCommands.bare(port));
}

/** Resolves with nothing when there is no Java server to be had; says why. */
export async function startJava(say, args = REGISTRY_ARGS) {
  const port = await freePort();
  try {
    const server = await startJavaEurekaServer({
      port,
      args: [...args, ...JAVA_CONNECTIONS],
      jvmArgs: JVM_ARGS,
    });
    return new Party('java', { pid: server.pid, port, stop: () => server.stop() });
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(`without the Java server: ${error.message}`);
    return undefined;
  }
}

async function startNode(name, port, command, loop) {
  const child = new Child(name, process.execPath, [...(loop?.nodeArgs ?? []), ...command], { env: loop?.env });
  await child.ready('a connection', async () => ((await Connection.open(port)).close(), true), 30_000);
  return new Party(name, { pid: child.pid, port, stop: () => child.kill(), loop: loop?.of(child.pid) });
}
