import { chromium } from 'playwright-core';

/** A name for this machine that no registry knows. */
const ELSEWHERE = '--host-resolver-rules=MAP elsewhere.test 127.0.0.1';
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', ELSEWHERE];

/** A browser whose pages note everything that must never happen: violations of the policy, errors, requests elsewhere. */
export async function openBrowser(executablePath) {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return {
    close: () => browser.close(),
    async page(url, { width = 1440, height = 900, colorScheme = 'light', locale = 'en-US', ...rest } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, ...rest });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const faults = [];
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => {
        faults.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) faults.push(`policy: ${message.text()}`);
      });
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== new URL(url).origin) faults.push(`request elsewhere: ${request.url()}`);
      });
      await page.goto(url);
      return Object.assign(page, { faults, done: () => context.close() });
    },
  };
}
