import { killAllChildren } from '../harness/child.mjs';
import { Report } from '../harness/report.mjs';
import { runSuite } from '../harness/suite-run.mjs';
import { Cluster } from './cluster.mjs';
import { Story } from './story.mjs';

/** Cases are counted by the process that started this one. */
class TellingReport extends Report {
  pass(name) {
    super.pass(name);
    process.send({ kind: 'pass', name });
  }

  fail(name, why) {
    super.fail(name, why);
    process.send({ kind: 'fail', name, why });
  }

  skip(name, why) {
    super.skip(name, why);
    process.send({ kind: 'skip', name, why });
  }
}

const plan = JSON.parse(process.argv[2]);
const report = new TellingReport({ out: () => {} });
await runSuite(
  {
    name: plan.title,
    title: '',
    async run(run) {
      const cluster = await Cluster.create(plan);
      const story = new Story(plan, cluster, run, (figure) => process.send({ kind: 'figure', figure }));
      run.later(() => cluster.kill());
      run.later(() => story.population.stop());
      await story.tell();
    },
  },
  report,
  {},
);
await killAllChildren();
process.disconnect();
process.exit(0);
