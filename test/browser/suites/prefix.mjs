import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { Registry } from '../registry.mjs';

const PREFIX = '/some/where';

/** A proxy that takes its prefix away, as nginx with `location /some/where/` does. */
async function proxyTo(port) {
  const proxy = createServer((incoming, answer) => {
    if (!incoming.url.startsWith(`${PREFIX}/`)) return answer.writeHead(404).end();
    const { method, headers } = incoming;
    const path = incoming.url.slice(PREFIX.length);
    const onward = request({ port, host: '127.0.0.1', method, path, headers }, (reply) => {
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
}

export const prefix = {
  title: 'behind a path prefix',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start(['--eureka.dashboard.path=/page']);
    onEnd(() => registry.stop());
    await registry.register('ORDERS', 'orders-1');
    const proxy = await proxyTo(registry.port);
    onEnd(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    for (const [where, url] of [
      ['at a path of its own', `${registry.url}/page`],
      ['at a path of its own, with a slash', `${registry.url}/page/`],
      ['behind a proxy with a prefix', `http://127.0.0.1:${proxy.address().port}${PREFIX}/page/`],
    ]) {
      await test(`everything works ${where}`, async () => {
        const page = await browser.page(url);
        await page.getByText(/All well: 1/).waitFor();
        await page.getByText('Live').waitFor();
        await page.getByRole('link', { name: 'Services', exact: true }).click();
        await page.getByRole('link', { name: 'ORDERS' }).click();
        await page.getByRole('link', { name: 'orders-1' }).click();
        await page.getByRole('heading', { name: /orders-1/ }).waitFor();
        assert.ok(page.url().startsWith(url));
        assert.deepEqual(page.faults, []);
        await page.done();
      });
    }
  },
};
