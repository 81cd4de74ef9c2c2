import { requireLibraries } from '../interop/parties/nest-client.mjs';
import { measureOverhead } from './calling/overhead.mjs';
import { measurePicks } from './calling/picks.mjs';
import { measureSlowInstance } from './calling/slow-instance.mjs';
import { startOurs } from './parties/start-parties.mjs';

/** Calls by service name: what a pick and a call cost, and what a slow instance does to callers. */
export async function measureCalling(settings, say) {
  await requireLibraries();
  const picks = await measurePicks(settings, say);
  const registry = await startOurs(settings.oursMain);
  try {
    const overhead = await measureOverhead(registry, settings, say);
    const slow = await measureSlowInstance(registry, settings, say);
    return { picks, overhead, slow };
  } finally {
    await registry.stop();
  }
}
