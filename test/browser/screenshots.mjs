// Makes the pictures of the README and docs/dashboard.md: `node test/browser/screenshots.mjs [folder]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../interop/harness/ports.mjs';
import { openBrowser } from './pages.mjs';
import { Registry } from './registry.mjs';

const SERVICES = ['BILLING', 'CATALOGUE', 'ORDERS', 'PAYMENTS', 'SHIPPING', 'STOCK'];
const PHONE = { width: 390, height: 844 };
const PICTURES = [
  { name: 'overview', hash: '#/', look: { colorScheme: 'light' } },
  { name: 'overview-dark', hash: '#/', look: { colorScheme: 'dark' } },
  { name: 'services', hash: '#/services', look: { colorScheme: 'light' } },
  { name: 'instance', hash: '#/instance/ORDERS/orders-2', look: { colorScheme: 'light' } },
  { name: 'dialog', hash: '#/instance/ORDERS/orders-1', look: { colorScheme: 'light' }, click: 'Evict …' },
  { name: 'phone-instances-dark', hash: '#/services?by=instance', look: { colorScheme: 'dark', ...PHONE } },
];

/** So long the registry is at work before the pictures are taken, for charts with something in them. */
const BEFORE_MS = 150_000;
const TURN_MS = 5_000;
/** Each instance renews every 30 s. */
const TURNS = 6;

const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/images', import.meta.url));
mkdirSync(folder, { recursive: true });
const ports = [await freePort(), await freePort()];
const peerOf = (index) => [
  '--eureka.client.register-with-eureka=false',
  `--eureka.client.service-url.defaultZone=http://127.0.0.1:${ports[1 - index]}/eureka/`,
];
const registries = await Promise.all(ports.map((port, index) => Registry.start(peerOf(index), { port })));
const over = new AbortController();
const browser = await openBrowser(process.env.CHROMIUM ?? '/usr/bin/chromium');
try {
  const [registry] = registries;
  for (const [order, app] of SERVICES.entries()) {
    for (let number = 1; number <= 3 + (order % 3); number++) {
      await registry.register(app, `${app.toLowerCase()}-${number}`, {
        ipAddr: `10.0.${order}.${number}`,
        status: app === 'STOCK' && number === 2 ? 'STARTING' : 'UP',
        metadata: { zone: `zone-${'abc'[number % 3]}`, version: `1.${order % 2}.${number % 2}` },
      });
    }
  }
  const working = work(registry, over.signal);
  await setTimeout(BEFORE_MS);
  const drain = { app: 'ORDERS', id: 'orders-2', reason: 'new disks', forMs: 1_800_000 };
  await registry.call('POST', '/eureka/x/admin/drain', drain);
  for (const { name, hash, look, click } of PICTURES) {
    const page = await browser.page(`${registry.url}/${hash}`, look);
    await page.locator('main table, main [role=table]').first().waitFor();
    if (click !== undefined) await page.getByRole('button', { name: click }).click();
    // charts are drawn, and what was asked for besides is there
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: join(folder, `dashboard-${name}.png`) });
    await page.done();
  }
  over.abort();
  await working;
} finally {
  await browser.close();
  await Promise.all(registries.map((registry) => registry.stop()));
}

/** Every instance beats twice a minute; now and then one comes or goes. */
async function work(registry, signal) {
  const rows = async () => (await (await registry.call('GET', '/eureka/x/instances?limit=1000')).json()).rows;
  const batches = [];
  for (let turn = 1; !signal.aborted; turn++) {
    const due = (await rows()).filter((_row, index) => index % TURNS === turn % TURNS);
    for (const { app, id } of due) await registry.call('PUT', `/eureka/apps/${app}/${id}`);
    if (turn % 4 === 1) {
      batches.push(`payments-batch-${turn}`);
      await registry.register('PAYMENTS', batches.at(-1), { ipAddr: `10.0.9.${turn}` });
    }
    if (turn % 6 === 0) await registry.call('DELETE', `/eureka/apps/PAYMENTS/${batches.shift()}`);
    await setTimeout(TURN_MS, undefined, { signal }).catch(() => {});
  }
}
