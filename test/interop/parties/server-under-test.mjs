import { startJavaEurekaServer } from './java-server.mjs';
import { requireOurBuild, startOurServer } from './our-server.mjs';
import { RegistryView } from './registry-view.mjs';

/** Dead instances go within seconds; answers hold what was written before them. */
const LIVELY = [
  '--eureka.server.enableSelfPreservation=false',
  '--eureka.server.evictionIntervalTimerInMs=1000',
  '--eureka.server.useReadOnlyResponseCache=false',
];

/** Our server (or, with `--subject=java`, the Java server) for clients to talk to; stopped with the suite. */
export async function startServerUnderTest(run, { mode = 'modern', args = [] } = {}) {
  const all = [...LIVELY, ...args];
  const server = await (run.settings.subject === 'java' ? startJavaEurekaServer({ args: all }) : startOurs(mode, all));
  run.later(() => server.stop());
  return { ...server, registry: new RegistryView(server.url), serviceUrl: `${server.url}/eureka/` };
}

async function startOurs(mode, args) {
  await requireOurBuild();
  return startOurServer({ args: [...args, `--eureka.server.defaults=${mode}`] });
}
