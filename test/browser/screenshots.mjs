// Makes the pictures of the README and docs/dashboard.md: `node test/browser/screenshots.mjs [folder]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../interop/harness/ports.mjs';
import { openBrowser } from './pages.mjs';
import { Registry } from './registry.mjs';

const SERVICES = ['BILLING', 'CATALOGUE', 'ORDERS', 'PAYMENTS', 'SHIPPING', 'STOCK'];
const PICTURES = [
  { name: 'overview', hash: '#/', look: { colorScheme: 'light' } },
  { name: 'overview-dark', hash: '#/', look: { colorScheme: 'dark' } },
  { name: 'services', hash: '#/services', look: { colorScheme: 'light' } },
  { name: 'instances-dark', hash: '#/services?by=instance', look: { colorScheme: 'dark' } },
  { name: 'dialog', hash: '#/instance/ORDERS/orders-1', look: { colorScheme: 'light' }, click: 'Evict …' },
  { name: 'instance', hash: '#/instance/ORDERS/orders-2', look: { colorScheme: 'light' } },
  { name: 'journal', hash: '#/journal', look: { colorScheme: 'light' } },
  { name: 'phone', hash: '#/', look: { colorScheme: 'light', width: 390, height: 844 } },
  {
    name: 'phone-instances-dark',
    hash: '#/services?by=instance',
    look: { colorScheme: 'dark', width: 390, height: 844 },
  },
  { name: 'chinese', hash: '#/', look: { colorScheme: 'light', locale: 'zh-CN' } },
];

/** So long the registry is at work before the pictures are taken, for charts with something in them. */
const BEFORE_MS = 150_000;
const BEAT_MS = 5_000;
const LEASE = { renewalIntervalInSecs: 5, durationInSecs: 90 };

const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/images', import.meta.url));
mkdirSync(folder, { recursive: true });
const ports = [await freePort(), await freePort()];
const peerOf = (index) => [
  '--eureka.client.register-with-eureka=false',
  `--eureka.client.service-url.defaultZone=http://127.0.0.1:${ports[1 - index]}/eureka/`,
];
const registries = await Promise.all(ports.map((port, index) => Registry.start(peerOf(index), { port })));
const browser = await openBrowser(process.env.CHROMIUM ?? '/usr/bin/chromium');
try {
  const [registry] = registries;
  for (const [order, app] of SERVICES.entries()) {
    for (let number = 1; number <= 3 + (order % 3); number++) {
      await registry.register(app, `${app.toLowerCase()}-${number}`, {
        ipAddr: `10.0.${order}.${number}`,
        leaseInfo: LEASE,
        status: app === 'STOCK' && number === 2 ? 'STARTING' : 'UP',
        metadata: { zone: `zone-${'abc'[number % 3]}`, version: `1.${order % 2}.${number % 2}` },
      });
    }
  }
  await work(registry);
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
} finally {
  await browser.close();
  await Promise.all(registries.map((registry) => registry.stop()));
}

/** Every instance beats; now and then one comes or goes. */
async function work(registry) {
  const endsAt = Date.now() + BEFORE_MS;
  const rows = async () => (await (await registry.call('GET', '/eureka/x/instances?limit=1000')).json()).rows;
  const batches = [];
  for (let beat = 1; Date.now() < endsAt; beat++) {
    for (const { app, id } of await rows()) await registry.call('PUT', `/eureka/apps/${app}/${id}`);
    if (beat % 4 === 1) {
      batches.push(`payments-batch-${beat}`);
      await registry.register('PAYMENTS', batches.at(-1), { ipAddr: `10.0.9.${beat}`, leaseInfo: LEASE });
    }
    if (beat % 6 === 0) await registry.call('DELETE', `/eureka/apps/PAYMENTS/${batches.shift()}`);
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
  }
}
