// The dashboard in a real Chromium against the real server: `npm run test:browser`. Skipped aloud where there is no Chromium.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Report } from '../interop/harness/report.mjs';
import { openBrowser } from './pages.mjs';
import { suites } from './suites/index.mjs';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const built = fileURLToPath(new URL('../../dist/dashboard/.vite/manifest.json', import.meta.url));
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

const report = new Report();
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined)
  report.skip('the dashboard in a browser', 'no Chromium; CHROMIUM names one elsewhere');
else if (!existsSync(built)) report.fail('the dashboard is built', 'run `npm run build` first');
else await runSuites();

/** Most of a suite is waiting for others: two go side by side, and what is measured goes alone at the end. */
async function runSuites() {
  const browser = await openBrowser(executablePath);
  const wanted = suites.filter(
    ({ title }) => only === undefined || only.split(',').some((part) => title.includes(part)),
  );
  const measured = wanted.filter(({ isAlone }) => isAlone);
  const others = wanted.filter((suite) => !measured.includes(suite));
  const lane = async () => {
    for (let suite = others.shift(); suite !== undefined; suite = others.shift()) await runSuite(suite, browser);
  };
  await Promise.all([lane(), lane()]);
  for (const suite of measured) await runSuite(suite, browser);
  await browser.close();
}

/** What a suite says comes in one piece. */
async function runSuite({ title, run }, browser) {
  const lines = [];
  const own = new Report({ verbose: process.argv.includes('--verbose'), out: (line) => lines.push(line) });
  const end = own.begin(title);
  const clean = [];
  const test = async (name, check) => {
    try {
      await check();
      own.pass(name);
    } catch (error) {
      own.fail(name, error.stack ?? error);
    }
  };
  try {
    await run({ browser, test, note: (text) => own.note(text), onEnd: (task) => clean.push(task) });
  } catch (error) {
    own.fail(`${title}, as a whole`, error.stack ?? error);
  } finally {
    for (const task of clean.toReversed()) await task();
  }
  end();
  console.log(lines.join('\n'));
  for (const outcome of ['passed', 'failed', 'skipped']) report[outcome] += own[outcome];
}

console.log(`\n${report.closingLine()}`);
process.exitCode = report.failed > 0 ? 1 : 0;
