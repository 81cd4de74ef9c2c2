import assert from 'node:assert/strict';
import { until } from '../../interop/harness/until.mjs';
import { Registry } from '../registry.mjs';

/** The first point of the history is taken after 15 s. */
const FIRST_POINT_MS = 60_000;
const PROGRAM = 'probe/7 <b>bold</b>';

/** What is in the page in English though the page is Chinese. */
const english = (page) =>
  page.evaluate(() => [...document.querySelectorAll('main [lang=en]')].map(({ textContent }) => textContent));

export const speaking = {
  title: 'what the registry says, in Chinese',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    const order = (action, id, reason) =>
      registry.call('POST', `/eureka/x/admin/${action}`, { app: 'ORDERS', id, reason, forMs: 600_000 });
    for (const id of ['orders-1', 'orders-2']) await registry.register('ORDERS', id);
    await order('drain', 'orders-1', 'new disks');
    const stream = new AbortController();
    onEnd(() => stream.abort());
    await fetch(`${registry.url}/eureka/x/watch?apps=ORDERS`, {
      headers: { 'user-agent': PROGRAM },
      signal: stream.signal,
    });
    const page = await browser.page(`${registry.url}/#/instance/ORDERS/orders-1`, { locale: 'zh-CN' });

    await test('why an instance is as it is, and when it goes', async () => {
      await page.getByText('状态覆盖将其设为 OUT_OF_SERVICE,无论实例自己报告什么。').waitFor();
      await page.getByText(/若不续约,租约将在 .* 后到期/).waitFor();
      await page.getByText('设置覆盖').first().waitFor();
      assert.deepEqual(await english(page), []);
    });

    await test('who watches it, as plain text', async () => {
      const row = page.getByRole('row').filter({ hasText: PROGRAM });
      await row.getByText('部分').waitFor();
      assert.equal(await row.locator('b').count(), 0);
    });

    await test('the last hour, which began before the page', async () => {
      const hasPoint = async () => (await (await registry.call('GET', '/eureka/x/history')).json()).points.length > 0;
      await until('the first point is taken', hasPoint, { withinMs: FIRST_POINT_MS });
      await order('evict', 'orders-2', 'bad host');
      await page.evaluate(() => (location.hash = '#/'));
      await page.getByRole('img', { name: '当前有 1 个实例,此前介于 1 与 2 之间' }).waitFor();
      assert.equal(await page.getByRole('img', { name: /最近 \d+ 分钟的图表/ }).count(), 3);
    });

    await test('what became of one that is gone, and who did it', async () => {
      await page.evaluate(() => (location.hash = '#/instance/ORDERS/orders-2'));
      await page.getByText(/它已于 .* 前注销。它在接下来的 .* 内不得注册。/).waitFor();
      await page.evaluate(() => (location.hash = '#/journal'));
      await page.getByRole('cell', { name: '剔除 1 个: bad host' }).waitFor();
      assert.deepEqual(await english(page), []);
    });

    await test('what is wrong with an address', async () => {
      await page.evaluate(() => (location.hash = '#/services?by=instance&status=FOO'));
      await page.getByText('status 必须是 UP').waitFor();
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
