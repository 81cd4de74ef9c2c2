import assert from 'node:assert/strict';
import { order } from '../order.mjs';
import { Registry } from '../registry.mjs';

export const operating = {
  title: 'operating',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    await registry.register('ORDERS', 'orders-1');
    await registry.register('ORDERS', 'orders-2');
    const page = await browser.page(`${registry.url}/#/instance/ORDERS/orders-1`);

    await test('drains and restores, which clients see, with who and why in the timeline', async () => {
      await order(page, 'Drain', 'new disks');
      assert.equal(await registry.statusOf('ORDERS', 'orders-1'), 'OUT_OF_SERVICE');
      await page.getByText('new disks').first().waitFor();
      await page.getByRole('heading', { name: /OUT_OF_SERVICE/ }).waitFor();
      await order(page, 'Restore', 'done');
      assert.equal(await registry.statusOf('ORDERS', 'orders-1'), 'UP');
      await page.getByText('override-removed').first().waitFor();
    });

    await test('does nothing without a reason, and nothing when it is not meant', async () => {
      await page.getByRole('button', { name: 'Evict …' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Evict', exact: true }).click();
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      assert.equal(await registry.statusOf('ORDERS', 'orders-1'), 'UP');
    });

    await test('drains what was selected one by one', async () => {
      await page.evaluate(() => (location.hash = '#/services?by=instance'));
      for (const id of ['orders-1', 'orders-2']) await page.getByLabel(`Select ${id}`).check();
      await order(page, 'Drain', 'the whole rack');
      await page.getByText('Drain: 2 changed').waitFor();
      for (const id of ['orders-1', 'orders-2']) assert.equal(await registry.statusOf('ORDERS', id), 'OUT_OF_SERVICE');
      await page
        .getByRole('cell', { name: /OUT_OF_SERVICE/ })
        .nth(1)
        .waitFor();
    });

    await test('keeps a journal that is filtered', async () => {
      await page.evaluate(() => (location.hash = '#/journal'));
      await page
        .getByRole('cell', { name: /the whole rack/ })
        .first()
        .waitFor();
      await page.getByLabel('Kind').selectOption('registered');
      await page
        .getByRole('cell', { name: /the whole rack/ })
        .first()
        .waitFor({ state: 'detached' });
      await page.getByRole('cell', { name: 'registered', exact: true }).nth(1).waitFor();
      await page.getByLabel('Kind').selectOption('');
      await page.getByLabel('Application').fill('NOTHING');
      await page.getByText(/nothing fits/).waitFor();
      await page.getByLabel('Application').fill('ORDERS');
      await page.getByLabel('User').fill('anybody');
      await page
        .getByRole('cell', { name: /orders-2/ })
        .first()
        .waitFor();
      assert.ok(page.url().endsWith('#/journal?app=ORDERS&principal=anybody'), page.url());
    });

    await test('shows what self-preservation holds, and its end', async () => {
      await page.evaluate(() => (location.hash = '#/'));
      const ids = Array.from({ length: 8 }, (_, index) => `short-${index}`);
      const leaseInfo = { renewalIntervalInSecs: 1, durationInSecs: 2 };
      for (const id of ids) await registry.register('SHORT', id, { leaseInfo });
      await page
        .getByText(/are missing and held by self-preservation since/)
        .first()
        .waitFor();
      await page.getByText('What to do:').waitFor();
      await page.getByText(/EMERGENCY! EUREKA MAY BE INCORRECTLY CLAIMING/).waitFor();
      for (const id of ids) await registry.call('DELETE', `/eureka/apps/SHORT/${id}`);
      await page
        .getByText(/are missing and held by self-preservation since/)
        .first()
        .waitFor({ state: 'detached' });
    });

    await test('breaks no rule of the page meanwhile', async () => {
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
