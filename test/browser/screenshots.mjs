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
        status: app === 'STOCK' && number === 2 ? 'STARTING' : 'UP',
        metadata: { zone: `zone-${'abc'[number % 3]}`, version: `1.${order % 2}.${number % 2}` },
      });
    }
  }
  const drain = { app: 'ORDERS', id: 'orders-2', reason: 'new disks', forMs: 1_800_000 };
  await registry.call('POST', '/eureka/x/admin/drain', drain);
  for (const { name, hash, look } of PICTURES) {
    const page = await browser.page(`${registry.url}/${hash}`, look);
    await page.locator('main table, main [role=table]').first().waitFor();
    // long enough for the charts to have a second moment
    await page.waitForTimeout(hash === '#/' ? 6_000 : 600);
    await page.screenshot({ path: join(folder, `dashboard-${name}.png`) });
    await page.done();
  }
} finally {
  await browser.close();
  await Promise.all(registries.map((registry) => registry.stop()));
}
