import { get, instancePath, json, put, register, remove, xml } from '../cases/request.mjs';
import { Differ } from '../wire/differ.mjs';
import { exchange } from '../wire/raw-http.mjs';
import { startJavaEurekaServer } from './java-server.mjs';
import { requireOurBuild, startOurServer } from './our-server.mjs';

/** An answer is to hold what was written before it, and the delta everything of the run. */
const COMPARABLE = [
  '--eureka.server.useReadOnlyResponseCache=false',
  '--eureka.server.retentionTimeInMSInDeltaQueue=3600000',
];

const MODES = ['netflix', 'modern'];

/** lastRenewalTimestamp is now + duration in Java and in netflix mode, plain now in modern mode. */
const ignoreInModern = (_field, key) => key === 'lastRenewalTimestamp';

/**
 * The Java server and our server in its modes, with the same options; with `--subject=java` a second Java server
 * takes our place, which proves the comparer. All are stopped with the suite.
 * @param {{args?: string[], modes?: string[]}} options
 */
export async function startReferenceAndSubjects(run, { args = [], modes = MODES } = {}) {
  if (run.settings.subject === 'ours') await requireOurBuild();
  const all = [...COMPARABLE, ...args];
  const start = (server) => {
    run.later(() => server.stop());
    return server;
  };
  // Java first: what counts from a server's start must not run out while Java is still starting
  const reference = await start(await startJavaEurekaServer({ args: all }));
  const subjects = await startSubjects(run, all, modes, start);
  for (const { url } of [reference, ...subjects]) await warmUp(url);
  return new Differ(reference, subjects);
}

/** A JVM's first calls take seconds on a busy machine, in which leases of seconds would end at the quicker server. */
async function warmUp(url) {
  const path = instancePath('WARM', 'warm');
  for (const request of [register('WARM', 'warm'), get(path, xml), get(path, json), put(path), remove(path)]) {
    const { status } = await exchange(url, request);
    if (status !== 200 && status !== 204) throw new Error(`${url} answers ${status} to ${request.name}`);
  }
}

async function startSubjects(run, args, modes, start) {
  if (run.settings.subject === 'java') {
    return [{ label: 'java', url: start(await startJavaEurekaServer({ args })).url }];
  }
  const subjects = [];
  for (const mode of modes) {
    const server = start(await startOurServer({ args: [...args, `--eureka.server.defaults=${mode}`] }));
    subjects.push({ label: mode, url: server.url, ...(mode === 'modern' ? { ignore: ignoreInModern } : {}) });
  }
  return subjects;
}
