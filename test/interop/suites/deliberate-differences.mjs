import { Unavailable } from '../harness/unavailable.mjs';

/** After the suites that compare: an entry of the table that covers nothing any more is wrong. */
export const suite = {
  name: 'deliberate-differences',
  title: 'every difference in the table was met in this run',
  async run(run) {
    const { deliberate } = run.settings;
    if (!deliberate.entries.some((entry) => deliberate.reached(entry))) throw new Unavailable('nothing was compared');
    for (const entry of deliberate.entries) {
      if (!deliberate.reached(entry)) run.report.skip(entry.reason, 'none of its cases ran');
      else if (deliberate.met(entry)) run.report.pass(entry.reason);
      else run.report.fail(entry.reason, 'nothing differs that way any more: take the entry out of deliberate.mjs');
    }
  },
};
