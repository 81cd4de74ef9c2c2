import { startReferenceAndSubjects } from '../parties/side-by-side.mjs';
import { Deliberate } from '../wire/deliberate.mjs';
import { runGroup } from '../wire/group-run.mjs';

/** Starts the servers with `options`, runs the groups in order, and reports table entries that are of no use any more. */
export async function runGroups(run, groups, options) {
  const differ = await startReferenceAndSubjects(run, options);
  const deliberate = new Deliberate(run.settings.subject === 'java' ? [] : undefined);
  for (const group of groups) await runGroup(run, differ, deliberate, group);
  for (const entry of deliberate.unused()) {
    run.report.fail(
      `this still differs: ${entry.reason}`,
      'nothing differs that way any more: take the entry out of deliberate.mjs',
    );
  }
  return differ;
}
