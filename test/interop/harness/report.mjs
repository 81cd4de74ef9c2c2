/** Counts what happened and says it: a failure with its reasons at once, a skip with its reason, a suite with its sums. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;
  #out;
  #verbose;

  constructor({ out = console.log, verbose = false } = {}) {
    this.#out = out;
    this.#verbose = verbose;
  }

  begin(title) {
    const before = { passed: this.passed, failed: this.failed, skipped: this.skipped };
    const startedAt = performance.now();
    this.#out(`\n${title}`);
    return () => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((key) => this[key] - before[key]);
      this.#out(`  = ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`);
    };
  }

  note(text) {
    this.#out(`  ${text}`);
  }

  pass(name) {
    this.passed++;
    if (this.#verbose) this.#out(`  ok ${name}`);
  }

  fail(name, why) {
    this.failed++;
    this.#out(`  FAILED ${name}\n${indent(why)}`);
  }

  skip(name, why) {
    this.skipped++;
    this.#out(`  SKIPPED ${name}: ${why}`);
  }

  closingLine() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }
}

function indent(text) {
  return String(text)
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}
