import { Unavailable } from './unavailable.mjs';

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

  later(undo) {
    this.#teardown.push(undo);
  }

  async tearDown() {
    for (const undo of this.#teardown.toReversed()) await undo();
    this.#teardown = [];
  }
}

/** Runs one suite; whatever it started is gone afterwards, whatever happened. */
export async function runSuite(suite, report, settings) {
  const end = report.begin(`${suite.name}: ${suite.title}`);
  const run = new SuiteRun(report, settings);
  try {
    await suite.run(run);
  } catch (error) {
    if (error instanceof Unavailable) report.skip(suite.name, error.message);
    else report.fail(`${suite.name} as a whole`, error?.stack ?? error);
  } finally {
    await run.tearDown();
    end();
  }
}
