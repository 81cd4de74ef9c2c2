import { startReferenceAndSubjects } from '../parties/side-by-side.mjs';
import { groups } from '../cases/groups.mjs';
import { Deliberate } from '../wire/deliberate.mjs';
import { runGroup } from '../wire/group-run.mjs';

export const suite = {
  name: 'differential',
  title: 'the same raw requests to the Java server and to ours, answers compared field by field',

  async run(run) {
    const differ = await startReferenceAndSubjects(run);
    const deliberate = new Deliberate(run.settings.subject === 'java' ? [] : undefined);
    for (const group of groups()) await runGroup(run, differ, deliberate, group);
    for (const entry of deliberate.unused())
      run.report.fail(
        `deliberate difference still holds: ${entry.reason}`,
        'nothing differs that way any more: take the entry out',
      );
  },
};
