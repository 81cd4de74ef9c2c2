import { childrenStarted } from './child.mjs';
import { Unavailable } from './unavailable.mjs';

const LOG_LINES = 12;

/**
 * What a suite gets to work with: named cases, teardown in reverse order, the run's settings.
 * A case that throws fails; the ones after it in the same suite still run, unless the suite says it cannot go on.
 */
export class SuiteRun {
  #teardown = [];

  constructor(report, settings) {
    this.report = report;
    this.settings = settings;
  }

  async case(name, body) {
    try {
      await body();
      this.report.pass(name);
      return true;
    } catch (error) {
      if (error instanceof Unavailable) this.report.skip(name, error.message);
      else this.report.fail(name, error?.expected ? error.message : (error?.stack ?? error));
      return false;
    }
  }

  /** Cases of which each needs the ones before it: after the first failure the others are not tried. */
  chain() {
    let broken = false;
    return async (name, body) => {
      if (broken) this.report.fail(name, 'not tried: an earlier step failed');
      else broken = !(await this.case(name, body));
    };
  }

  later(undo) {
    this.#teardown.push(undo);
  }

  async tearDown() {
    const undoing = this.#teardown.toReversed();
    this.#teardown = [];
    for (const undo of undoing) {
      try {
        await undo();
      } catch (error) {
        this.report.fail('clearing up', error?.stack ?? error);
      }
    }
  }
}

/** Runs one suite; whatever it started is gone afterwards, whatever happened. */
export async function runSuite(suite, report, settings) {
  const end = report.begin(`${suite.name}: ${suite.title}`);
  const failedBefore = report.failed;
  const run = new SuiteRun(report, settings);
  try {
    await suite.run(run);
  } catch (error) {
    if (error instanceof Unavailable) report.skip(suite.name, error.message);
    else report.fail(`${suite.name} as a whole`, error?.stack ?? error);
  } finally {
    await run.tearDown();
    const children = childrenStarted();
    if (report.failed > failedBefore) for (const child of children) sayLog(report, child);
    end();
  }
}

function sayLog(report, child) {
  report.note(`output of ${child.name}, ${child.logFile}, ends with`);
  for (const line of child.log(LOG_LINES).split('\n')) report.note(`  | ${line.slice(0, 300)}`);
}
