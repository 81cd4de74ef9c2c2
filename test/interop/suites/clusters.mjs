import { fileURLToPath } from 'node:url';
import { requireIsolation, runIsolated } from '../harness/isolated.mjs';
import { javaJar } from '../parties/java-build.mjs';
import { requireOurBuild } from '../parties/our-server.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { table } from '../../bench/figures/table.mjs';

const script = fileURLToPath(new URL('../clusters/run-inside.mjs', import.meta.url));
const TEN_MINUTES_MS = 600_000;

const ours = (clockMs = 0) => ({ kind: 'ours', clockMs });
const guarded = { kind: 'ours', user: 'eureka:secret' };
const asNetflix = { kind: 'ours', args: ['--eureka.server.defaults=netflix'] };
const java = { kind: 'java' };
const AMONG_OURS = ['partition', 'oneWayPartition', 'contradiction', 'killOfEach'];
/** What Java's protocol brings about by itself. */
const WITH_JAVA = ['partition', 'oneWayPartition', 'killOfEach'];

const SHORT = [
  {
    title: 'three of ours, clocks 10 min fast, right, 10 min slow',
    nodes: [ours(TEN_MINUTES_MS), ours(), ours(-TEN_MINUTES_MS)],
    chapters: AMONG_OURS,
  },
  { title: 'ours, then Java', nodes: [ours(), java], chapters: WITH_JAVA },
  { title: 'two of ours, far apart', nodes: [ours(), ours()], isFarApart: true, chapters: ['slowness'] },
];
const LONG = [
  { title: 'two of ours', nodes: [ours(), ours()], chapters: AMONG_OURS },
  { title: 'two of ours with users', nodes: [guarded, guarded], chapters: ['partition', 'killOfEach'] },
  { title: 'three of ours', nodes: [ours(), ours(), ours()], chapters: AMONG_OURS },
  { title: 'Java, then ours', nodes: [java, ours()], chapters: WITH_JAVA },
  { title: 'two of ours and Java', nodes: [ours(), ours(), java], chapters: WITH_JAVA },
  { title: 'two of ours in netflix mode', nodes: [asNetflix, asNetflix], chapters: WITH_JAVA },
  { title: 'ours in netflix mode, Java', nodes: [asNetflix, java], chapters: WITH_JAVA },
  { title: 'ours 10 min fast, Java', nodes: [ours(TEN_MINUTES_MS), java], chapters: WITH_JAVA },
  { title: 'ours 10 min slow, Java', nodes: [ours(-TEN_MINUTES_MS), java], chapters: WITH_JAVA },
  { title: 'two of Java, replaced one by one', nodes: [java, java], chapters: ['replacement'] },
  { title: 'ours and Java, far apart', nodes: [ours(), java], isFarApart: true, chapters: ['slowness'] },
];
/** Most of the time is waiting; each has its own network. */
const AT_ONCE = 3;

export const suite = {
  name: 'clusters',
  title: 'nodes in networks that are cut, slow and wrong about the time hold the same soon after',
  async run(run) {
    await requireOurBuild();
    await requireIsolation();
    const plans = run.settings.all ? [...SHORT, ...LONG] : SHORT;
    const left = (await javaIsThere(run.report)) ? [...plans] : plans.filter(({ nodes }) => !nodes.includes(java));
    const figures = [];
    const listener = { report: run.report, onFigure: (figure) => figures.push(figure) };
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let plan = left.shift(); plan !== undefined; plan = left.shift()) {
          await runIsolated(script, plan, listener);
        }
      }),
    );
    for (const line of convergenceTable(plans, figures)) run.report.note(line);
  },
};

/** Seconds until all nodes held the same, after a restart from the first answer of the node. */
function convergenceTable(plans, figures) {
  const rows = plans.flatMap(({ title }) =>
    figures
      .filter(({ cluster }) => cluster === title)
      .map(({ what, tookMs }) => [`${title}: ${what}`, (tookMs / 1000).toFixed(1)]),
  );
  return table(['what happened to which cluster', 'seconds until all were equal'], rows);
}

async function javaIsThere(report) {
  try {
    await javaJar('server');
    return true;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    report.skip('clusters with Java', error.message);
    return false;
  }
}
