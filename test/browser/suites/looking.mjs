import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Registry } from '../registry.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const VIEWS = [
  ['overview', '#/'],
  ['services', '#/services'],
  ['instances', '#/services?by=instance'],
  ['instance', '#/instance/ORDERS/orders-1'],
  ['journal', '#/journal'],
];

async function show(page, hash) {
  await page.evaluate((target) => (location.hash = target), hash);
  const word = hash === '#/' ? 'General Info' : /ORDERS|orders/;
  await page.locator('main').getByText(word).first().waitFor();
}

/** What axe calls serious or critical. */
async function seriousFindings(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

export const looking = {
  title: 'looking at a registry',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    await test('an empty registry tells what to do next', async () => {
      const page = await browser.page(`${registry.url}/`);
      await page.getByText('DiscoveryModule.forRoot').waitFor();
      await page.done();
    });
    for (const id of ['orders-1', 'orders-2', 'orders-3']) await registry.register('ORDERS', id);
    await registry.register('STOCK', 'stock-1', { status: 'DOWN' });

    await test('the overview has what the Java page has', async () => {
      const page = await browser.page(`${registry.url}/`);
      await page.getByText('Renews (last min)').waitFor();
      const text = await page.locator('main').innerText();
      const labels = ['Environment', 'Data center', 'Current time', 'Uptime', 'Lease expiration enabled'];
      labels.push('Renews threshold', 'DS Replicas', 'General Info', 'num-of-cpus', 'Instance Info', 'ipAddr');
      for (const label of labels) assert.ok(text.includes(label), `${label} is missing`);
      assert.match(text, /1 of 4 instances are not UP/);
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    await test('every view keeps to the policy', async () => {
      const page = await browser.page(`${registry.url}/`);
      for (const [, hash] of VIEWS) await show(page, hash);
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    // axe is a script that the policy forbids, so here the policy is off
    const lifted = await browser.page(`${registry.url}/`, { bypassCSP: true });
    await lifted.addScriptTag({ path: axe });
    for (const [name, hash] of VIEWS) {
      await test(`${name} has no serious finding of axe, light and dark`, async () => {
        await show(lifted, hash);
        for (const colorScheme of ['light', 'dark']) {
          await lifted.emulateMedia({ colorScheme });
          assert.deepEqual(await seriousFindings(lifted), [], colorScheme);
        }
      });
    }
    await lifted.done();

    await test('nothing is wider than a phone', async () => {
      const page = await browser.page(`${registry.url}/`, { width: 390, height: 800 });
      for (const [name, hash] of VIEWS) {
        await show(page, hash);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${name} is ${over} px too wide`);
      }
      await page.done();
    });

    await test('it speaks Chinese, by the browser or by choice, and remembers it', async () => {
      const page = await browser.page(`${registry.url}/`, { locale: 'zh-CN' });
      await page.getByRole('link', { name: '服务', exact: true }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
      await page.getByLabel('语言').selectOption('en');
      await page.getByRole('link', { name: 'Services', exact: true }).waitFor();
      await page.reload();
      await page.getByRole('link', { name: 'Services', exact: true }).waitFor();
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    await test('search and filters are in the address and survive a reload', async () => {
      const page = await browser.page(`${registry.url}/#/services`);
      await page.getByRole('searchbox').fill('stock-1');
      await page.getByRole('link', { name: 'STOCK' }).waitFor();
      await page.getByRole('link', { name: 'ORDERS' }).waitFor({ state: 'detached' });
      await page.reload();
      assert.equal(await page.getByRole('searchbox').inputValue(), 'stock-1');
      await page.getByRole('combobox', { name: 'Status' }).selectOption('UP');
      await page.getByText('Nothing fits').waitFor();
      await page.done();
    });

    await test('a keyboard reaches an instance', async () => {
      const page = await browser.page(`${registry.url}/#/services`);
      await page.getByRole('link', { name: 'ORDERS' }).waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
      await page.getByRole('link', { name: 'ORDERS' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'orders-1' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /orders-1/ }).waitFor();
      await page.done();
    });

    await test('without scripts the page shows everything', async () => {
      const page = await browser.page(`${registry.url}/`, { javaScriptEnabled: false });
      const text = await page.locator('main').innerText();
      for (const id of ['orders-1', 'orders-2', 'orders-3', 'stock-1']) assert.ok(text.includes(id));
      await page.done();
    });
  },
};
