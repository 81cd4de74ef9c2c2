import { Unavailable } from '../interop/harness/unavailable.mjs';
import { javaJar } from '../interop/parties/java-build.mjs';
import { measureCatchUp } from './cluster/catch-up.mjs';
import { measureHeartbeats } from './cluster/heartbeats.mjs';
import { measureLag } from './cluster/lag.mjs';

/** Two nodes that are each other's peers, ours beside Java's. */
export async function measureCluster(settings, say) {
  const kinds = settings.withJava && (await isJavaThere(say)) ? ['ours', 'java'] : ['ours'];
  const heartbeats = await measureHeartbeats(kinds, settings, say);
  const lags = {};
  for (const kind of kinds) lags[kind] = await measureLag(kind, settings, say);
  const catchUps = [];
  for (const size of settings.catchUpSizes) {
    for (const kind of kinds) catchUps.push({ kind, size, ...(await measureCatchUp(kind, size, settings, say)) });
  }
  return { heartbeats, lags, catchUps };
}

async function isJavaThere(say) {
  try {
    await javaJar('server');
    return true;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(`without the Java server: ${error.message}`);
    return false;
  }
}
