import assert from 'node:assert/strict';
import { until } from '../../interop/harness/until.mjs';
import { Registry } from '../registry.mjs';

/** As far as somebody would go. */
const MOST_STEPS = 40;

/** What has the focus, as a screen reader would name it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.innerText ?? element?.textContent?.trim();
  });

async function tabTo(page, name) {
  const seen = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === name) return;
    seen.push(now);
  }
  throw new Error(`no way to ${name} by Tab; there were: ${seen.join(' | ')}`);
}

export const keyboard = {
  title: 'with the keyboard alone',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    for (const id of ['orders-1', 'orders-2']) await registry.register('ORDERS', id);
    const page = await browser.page(`${registry.url}/`);
    await page.getByText('General Info').waitFor();
    const status = (id, wanted) =>
      until(`${id} is ${wanted}`, async () => (await registry.statusOf('ORDERS', id)) === wanted);

    await test('one goes from the overview to an instance by a search', async () => {
      await tabTo(page, 'Services');
      await page.keyboard.press('Enter');
      await page.getByRole('searchbox').waitFor();
      await tabTo(page, 'Search');
      await page.keyboard.type('orders-2');
      await page.getByRole('link', { name: 'ORDERS' }).waitFor();
      await tabTo(page, 'ORDERS');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'orders-2' }).waitFor();
      await tabTo(page, 'orders-2');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /orders-2/ }).waitFor();
    });

    await test('one drains it, and the focus comes back to where it was', async () => {
      await page.getByRole('button', { name: 'Drain …' }).waitFor();
      await tabTo(page, 'Drain …');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      assert.equal(await focused(page), 'Reason');
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      assert.equal(await focused(page), 'Drain …');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('by hand');
      await page.keyboard.press('Enter');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await status('orders-2', 'OUT_OF_SERVICE');
      assert.equal(await focused(page), 'Drain …');
    });

    await test('one selects in the list and acts on what is selected', async () => {
      await page.evaluate(() => (location.hash = '#/services?by=instance'));
      await page.getByLabel('Select orders-1').waitFor();
      await tabTo(page, 'Select orders-2');
      await page.keyboard.press('Space');
      await page.getByText('1 selected').waitFor();
      for (let step = 0; step < MOST_STEPS && (await focused(page)) !== 'Restore …'; step++)
        await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.type('back');
      await page.keyboard.press('Enter');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await status('orders-2', 'UP');
    });

    await test('what has the focus is seen to have it', async () => {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(outline, 'none');
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
