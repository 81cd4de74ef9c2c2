import assert from 'node:assert/strict';
import { freePort } from '../../interop/harness/ports.mjs';
import { Registry } from '../registry.mjs';

export const outages = {
  title: 'outages',
  async run({ browser, test, onEnd }) {
    const ports = [await freePort(), await freePort()];
    const peerOf = (index) => [
      '--eureka.client.register-with-eureka=false',
      `--eureka.client.service-url.defaultZone=http://127.0.0.1:${ports[1 - index]}/eureka/`,
    ];
    const registries = await Promise.all(ports.map((port, index) => Registry.start(peerOf(index), { port })));
    onEnd(() => Promise.all(registries.map((registry) => registry.stop('SIGKILL'))));
    const [registry, peer] = registries;
    await registry.register('ORDERS', 'orders-1');
    const page = await browser.page(`${registry.url}/`);

    await test('shows a peer, and a peer that is killed', async () => {
      await page.getByRole('cell', { name: /available/ }).waitFor();
      await peer.stop('SIGKILL');
      await page.getByText(/Peer 127\.0\.0\.1:\d+ is unavailable/).waitFor({ timeout: 20_000 });
    });

    await test('keeps the last picture while the server is gone, and comes back by itself', async () => {
      await registry.stop('SIGKILL');
      await page.getByText('The registry does not answer.').waitFor();
      await page
        .getByRole('alert')
        .getByText(/\d+ seconds? ago|now/)
        .waitFor();
      await page.getByText('ORDERS(orders-1)').first().waitFor();
      await registry.start();
      await page.getByText('The registry does not answer.').waitFor({ state: 'detached', timeout: 20_000 });
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
