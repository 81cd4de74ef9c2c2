import assert from 'node:assert/strict';
import { seriousFindings } from '../axe.mjs';
import { Registry } from '../registry.mjs';

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

export const looking = {
  title: 'looking at a registry',
  async run({ browser, test, note, onEnd }) {
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

    await test('the first view is less than 200 kB, zipped', async () => {
      const page = await (await fetch(`${registry.url}/`)).text();
      const files = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css|svg))"/g)].map(([, file]) => file);
      assert.ok(files.length >= 3, files.join());
      let bytes = Buffer.byteLength(page);
      for (const file of files) {
        const answer = await fetch(new URL(file, `${registry.url}/`), { headers: { 'accept-encoding': 'gzip' } });
        assert.equal(answer.status, 200, file);
        bytes += Number(answer.headers.get('content-length'));
      }
      note(`the first view: ${Math.round(bytes / 1000)} kB`);
      assert.ok(bytes > 50_000 && bytes < 200_000, `${bytes} bytes`);
    });

    await test('every view keeps to the policy', async () => {
      const page = await browser.page(`${registry.url}/`);
      for (const [, hash] of VIEWS) await show(page, hash);
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    // axe is a script that the policy forbids, so here the policy is off
    const lifted = await browser.page(`${registry.url}/`, { bypassCSP: true });
    for (const [name, hash] of VIEWS) {
      await test(`${name} has no serious finding of axe, light and dark`, async () => {
        await show(lifted, hash);
        for (const colorScheme of ['light', 'dark']) {
          await lifted.emulateMedia({ colorScheme });
          assert.deepEqual(await seriousFindings(lifted), [], colorScheme);
        }
      });
    }
    await test('a dialog has no serious finding of axe, light and dark', async () => {
      await show(lifted, '#/instance/ORDERS/orders-1');
      await lifted.getByRole('button', { name: 'Metadata …' }).click();
      await lifted.getByRole('dialog').waitFor();
      for (const colorScheme of ['light', 'dark']) {
        await lifted.emulateMedia({ colorScheme });
        assert.deepEqual(await seriousFindings(lifted), [], colorScheme);
      }
    });
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

    await test('colours are chosen and remembered, and a status has a sign beside its colour', async () => {
      const page = await browser.page(`${registry.url}/#/services`);
      const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await back();
      await page.getByLabel('Colours').selectOption('dark');
      const dark = await back();
      assert.notEqual(dark, light);
      await page.reload();
      await page.getByText('▼ DOWN (1)').waitFor();
      await page.getByText('▲ UP (3)').waitFor();
      assert.equal(await back(), dark);
      await page.done();
    });

    await test('times are those of whoever looks, and how long ago', async () => {
      const clocks = [];
      for (const timezoneId of ['UTC', 'Asia/Tokyo']) {
        const page = await browser.page(`${registry.url}/#/instance/ORDERS/orders-1`, { timezoneId });
        const row = page.getByRole('row', { name: /^Registered/ });
        await row.getByText(/ago|now/).waitFor();
        clocks.push(await row.locator('time').getAttribute('title'));
        await page.done();
      }
      const [here, tokyo] = clocks.map((text) => Date.parse(`${text} UTC`));
      assert.equal(tokyo - here, 9 * 3_600_000, clocks.join(' | '));
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
