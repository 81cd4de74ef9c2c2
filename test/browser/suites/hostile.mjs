import assert from 'node:assert/strict';
import { Registry } from '../registry.mjs';

/** Texts that run a script where one place writes them as markup, an address or a style. */
const CORPUS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '${alert(1)}{{constructor.constructor("alert(1)")()}}',
  '</title></style></textarea><script>alert(1)</script>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '__proto__',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '\u202egnp.exe\u0000'.replace('\u0000', ''),
];

export const hostile = {
  title: 'hostile registrations',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    for (const [index, text] of CORPUS.entries()) {
      await registry.register(`EVIL${index}`, text, {
        hostName: text,
        ipAddr: text,
        vipAddress: text,
        homePageUrl: text,
        statusPageUrl: text,
        healthCheckUrl: text,
        metadata: { zone: text, version: text, [`n${text}`]: text },
      });
    }
    const dangerous = (page) =>
      page.evaluate(() => {
        const links = [...document.querySelectorAll('a[href]')].map((link) => link.protocol);
        const foreign = document.querySelectorAll('main script, main iframe, main img, main svg, [onerror], [onload]');
        return [
          ...links.filter((protocol) => protocol !== 'http:' && protocol !== 'https:'),
          ...[...foreign].map(({ outerHTML }) => outerHTML),
        ];
      });
    for (const hash of ['#/', '#/services', '#/services?by=instance', '#/journal']) {
      await test(`are text and nothing else in ${hash}`, async () => {
        const page = await browser.page(`${registry.url}/${hash}`);
        await page.getByText(/EVIL1/).first().waitFor();
        assert.deepEqual(await dangerous(page), []);
        assert.deepEqual(page.faults, []);
        await page.done();
      });
    }
    await test('are text and nothing else each in its own view', async () => {
      const page = await browser.page(`${registry.url}/#/`);
      for (const [index, text] of CORPUS.entries()) {
        const hash = `#/instance/EVIL${index}/${encodeURIComponent(text)}`;
        await page.evaluate((target) => (location.hash = target), hash);
        await page.getByText('vipAddress', { exact: true }).waitFor();
        await page.getByText(`EVIL${index}`, { exact: true }).first().waitFor();
        assert.deepEqual(await dangerous(page), [], text);
      }
      assert.deepEqual(page.faults, []);
      await page.done();
    });
    await test('an address of the page that is made up does nothing', async () => {
      const hash = `#/services?search=${encodeURIComponent(CORPUS[1])}&by=instance`;
      const page = await browser.page(`${registry.url}/${hash}`);
      await page.getByText('EVIL1', { exact: true }).first().waitFor();
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
