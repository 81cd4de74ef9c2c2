import { startReferenceAndSubjects } from '../parties/side-by-side.mjs';
import { runGroup } from '../wire/group-run.mjs';

/** Starts the servers with `options` and runs the groups in order. */
export async function runGroups(run, groups, options) {
  const differ = await startReferenceAndSubjects(run, options);
  for (const group of groups) await runGroup(run, differ, run.settings.deliberate, group);
}
