import assert from 'node:assert/strict';
import { until } from '../../interop/harness/until.mjs';
import { startClient } from '../client.mjs';
import { order } from '../order.mjs';
import { Registry } from '../registry.mjs';

const WITHIN = { withinMs: 20_000 };
const EVICT_MINUTES = 'Keep it out for how many minutes (empty: it may come back at once)';

export const ordering = {
  title: 'orders from the page and a client that sees them',
  async run({ browser, test, note, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    for (const id of ['orders-1', 'orders-2', 'orders-3']) await registry.register('ORDERS', id);
    await registry.register('STOCK', 'stock-1');
    const client = await startClient(registry.url);
    onEnd(() => client.stop());
    const calls = (...ids) =>
      until(`calls go to ${ids.join(', ')}`, () => client.callable('ORDERS').join() === ids.join(), WITHIN);
    await calls('orders-1', 'orders-2', 'orders-3');
    const page = await browser.page(`${registry.url}/#/instance/ORDERS/orders-1`);
    const said = (text) => page.getByRole('status').getByText(text).waitFor();

    await test('a client stops calling what is drained, and calls it again when it is restored', async () => {
      const startedAt = performance.now();
      await order(page, 'Drain', 'new disks');
      await calls('orders-2', 'orders-3');
      note(`a client has seen a drain ${Math.round(performance.now() - startedAt)} ms after the first click`);
      await page.getByRole('heading', { name: /OUT_OF_SERVICE/ }).waitFor();
      await order(page, 'Restore', 'done');
      await said('Restore: 1 changed');
      await calls('orders-1', 'orders-2', 'orders-3');
    });

    await test('a weight and a metadata entry are set, shown, seen by the client, and taken back', async () => {
      await order(page, 'Weight', 'larger machine', { fields: { 'Weight (0 and more)': '7' }, submit: 'Set weight' });
      await order(page, 'Metadata', 'a trial', { fields: { Name: 'colour', Value: 'blue' }, submit: 'Set entry' });
      await page.getByRole('row', { name: 'weight 7' }).waitFor();
      await page.getByRole('row', { name: 'colour blue' }).waitFor();
      const metadata = () => client.metadataOf('ORDERS', 'orders-1');
      await until('the client sees both', () => metadata().weight === '7' && metadata().colour === 'blue', WITHIN);
      await order(page, 'Restore', 'enough');
      await page.getByRole('row', { name: 'colour blue' }).waitFor({ state: 'detached' });
      await until('the client sees neither', () => metadata().weight === undefined && !metadata().colour, WITHIN);
    });

    await test('what is evicted for a time may not come back before', async () => {
      await order(page, 'Evict', 'broken', { fields: { [EVICT_MINUTES]: '30' } });
      await said('Evict: 1 changed');
      await page.getByRole('heading', { name: /Not registered/ }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Drain …' }).count(), 0);
      await calls('orders-2', 'orders-3');
      await assert.rejects(registry.register('ORDERS', 'orders-1'), /403|409/);
      await registry.call('POST', '/eureka/x/admin/restore', { app: 'ORDERS', id: 'orders-1', reason: 'mended' });
      await registry.register('ORDERS', 'orders-1');
      await page.getByRole('heading', { name: /orders-1.*UP/ }).waitFor();
    });

    await test('all that a search has found are drained at once, and the dialog names them', async () => {
      await page.evaluate(() => (location.hash = '#/services?by=instance&app=orders'));
      await page.getByText('3 shown of 4 registered').waitFor();
      await page.getByLabel('Select all shown').check();
      await page.getByText('3 selected').waitFor();
      await page.getByRole('button', { name: 'Drain …' }).click();
      const listed = await page.getByRole('dialog').getByRole('listitem').allInnerTexts();
      assert.deepEqual(listed, ['ORDERS orders-1', 'ORDERS orders-2', 'ORDERS orders-3']);
      await page.keyboard.press('Escape');
      await order(page, 'Drain', 'the whole service');
      await said('Drain: 3 changed');
      await calls();
      assert.equal(await registry.statusOf('STOCK', 'stock-1'), 'UP');
      await page.getByLabel('Select all shown').check();
      await order(page, 'Restore', 'over');
      await calls('orders-1', 'orders-2', 'orders-3');
    });

    await test('nothing is in the way of the page’s policy', async () => {
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
