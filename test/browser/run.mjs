// The dashboard in a real Chromium against the real server: `npm run test:browser`. Skipped aloud where there is no Chromium.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Report } from '../interop/harness/report.mjs';
import { openBrowser } from './pages.mjs';
import { suites } from './suites/index.mjs';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const built = fileURLToPath(new URL('../../dist/dashboard/.vite/manifest.json', import.meta.url));
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

const report = new Report({ verbose: process.argv.includes('--verbose') });
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined)
  report.skip('the dashboard in a browser', 'no Chromium; CHROMIUM names one elsewhere');
else if (!existsSync(built)) report.fail('the dashboard is built', 'run `npm run build` first');
else await runSuites();

async function runSuites() {
  const browser = await openBrowser(executablePath);
  for (const suite of suites) {
    const { title } = suite;
    if (only !== undefined && !only.split(',').some((part) => title.includes(part))) continue;
    const end = report.begin(title);
    const clean = [];
    const test = async (name, check) => {
      try {
        await check();
        report.pass(name);
      } catch (error) {
        report.fail(name, error.stack ?? error);
      }
    };
    try {
      await suite.run({ browser, test, note: (text) => report.note(text), onEnd: (task) => clean.push(task) });
    } catch (error) {
      report.fail(`${title}, as a whole`, error.stack ?? error);
    } finally {
      for (const task of clean.toReversed()) await task();
    }
    end();
  }
  await browser.close();
}

console.log(`\n${report.closingLine()}`);
process.exitCode = report.failed > 0 ? 1 : 0;
