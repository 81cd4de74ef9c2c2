import assert from 'node:assert/strict';
import { Registry, anInstance } from '../registry.mjs';

const INSTANCES = 50_000;
const OF_ONE_SERVICE = 50;
const BATCH = 1_000;

/** As a peer would tell of them: a batch is quicker than fifty thousand calls. */
async function fill(registry) {
  for (let first = 0; first < INSTANCES; first += BATCH) {
    const replicationList = Array.from({ length: BATCH }, (_, index) => {
      const number = first + index;
      const app = `SERVICE-${String(Math.floor(number / OF_ONE_SERVICE)).padStart(4, '0')}`;
      const id = `node-${number}`;
      const instanceInfo = { ...anInstance(app, id), lastDirtyTimestamp: String(Date.now()) };
      return { appName: app, id, action: 'Register', instanceInfo, lastDirtyTimestamp: Date.now() };
    });
    const answer = await registry.call('POST', '/eureka/peerreplication/batch', { replicationList });
    if (answer.status !== 200) throw new Error(`filling: ${answer.status} ${await answer.text()}`);
  }
}

const SEARCHED = ['node-49999', 'node-31415', 'node-27182', 'node-14142', 'node-17320'];

/** From typing until what is found was drawn, in ms as the page's own clock has it; runs in the page. */
async function searchTime(id) {
  const field = document.querySelector('input[type=search]');
  const startedAt = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, id);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const isThere = () => [...document.querySelectorAll('main a')].some(({ textContent }) => textContent === id);
  await new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - startedAt;
}

export const large = {
  title: `${INSTANCES} instances`,
  isAlone: true,
  async run({ browser, test, note, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    await fill(registry);
    const page = await browser.page(`${registry.url}/#/services?by=instance`);
    const bytes = [];
    await page.getByText('50,000 registered').waitFor({ timeout: 30_000 });

    await test('a search is on screen soon (aim 200 ms, bound 2 s) and reads one page', async () => {
      page.on('response', (response) => {
        if (response.url().includes('/x/instances')) bytes.push(Number(response.headers()['content-length'] ?? 0));
      });
      const times = [];
      for (const id of SEARCHED) times.push(Math.round(await page.evaluate(searchTime, id)));
      note(`searches at ${INSTANCES} instances are on screen after ${times.join(', ')} ms`);
      assert.ok(Math.max(...times) < 2_000, `${times.join(', ')} ms`);
      assert.equal(bytes.length >= SEARCHED.length, true);
      assert.ok(Math.max(...bytes) < 100_000, `${Math.max(...bytes)} bytes for one page`);
    });

    await test('the page without scripts shows a part, and nobody waits for it (bound 1 s, 1 MB)', async () => {
      const [answers, over] = [[], new AbortController()];
      const others = (async () => {
        while (!over.signal.aborted) {
          const askedAt = performance.now();
          await (await registry.call('GET', '/actuator/health/liveness')).text();
          answers.push(performance.now() - askedAt);
        }
      })();
      const startedAt = performance.now();
      const body = await (await fetch(`${registry.url}/`)).text();
      const tookMs = Math.round(performance.now() - startedAt);
      over.abort();
      await others;
      const slowestMs = Math.round(Math.max(...answers));
      note(
        `/ without scripts: ${Math.round(body.length / 1000)} kB in ${tookMs} ms; others waited ${slowestMs} ms at most`,
      );
      assert.match(body, /1,000 of 50,000 instances are on this page/);
      assert.ok(body.length < 1_000_000 && slowestMs < 1_000, `${body.length} bytes, ${slowestMs} ms`);
    });

    await test('a change is on screen soon (aim 1 s, bound 10 s)', async () => {
      await page.getByRole('searchbox').fill('brand-new');
      await page.getByText('Nothing fits').waitFor();
      await page.getByText('Live').waitFor();
      const startedAt = performance.now();
      await registry.register('ORDERS', 'brand-new');
      await page.getByRole('link', { name: 'brand-new' }).waitFor();
      const tookMs = Math.round(performance.now() - startedAt);
      note(`a change at ${INSTANCES} instances is on screen after ${tookMs} ms`);
      assert.ok(tookMs < 10_000);
      await registry.call('DELETE', '/eureka/apps/ORDERS/brand-new');
    });

    await test('only what is in view is in the page, however far one scrolls', async () => {
      await page.getByRole('searchbox').fill('');
      await page.getByText('50,000 registered').waitFor();
      for (let turn = 0; turn < 10; turn++) {
        await page.mouse.wheel(0, 4_000);
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      }
      await page.waitForFunction(
        () => Number(document.body.innerText.match(/([\d,]+) shown/)?.[1].replace(',', '')) > 300,
      );
      assert.ok((await page.getByRole('row').count()) < 100);
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
