import { strict as assert } from 'node:assert';
import { encodeInstance, PATHS } from '@nest-eureka/protocol';
import { INSTANCE } from './an-instance.js';

const PAGE = '/ops/registry';
const JSON_BODY = { 'content-type': 'application/json' };

/**
 * The page inside a host that has a global prefix: page, files and API are found from the page's own address alone, and the host's
 * routes are as they were.
 */
export async function pageJourney(url: string): Promise<void> {
  const body = encodeInstance(INSTANCE, { format: 'json', detail: 'full', version: 'v2' });
  const registered = await fetch(`${url}/eureka/${PATHS.application('ORDERS')}`, {
    method: 'POST',
    headers: JSON_BODY,
    body,
  });
  assert.equal(registered.status, 204);
  for (const path of [PAGE, `${PAGE}/`]) await pageIsWhole(url + path);
  await hostIsAsItWas(url);
}

async function pageIsWhole(address: string): Promise<void> {
  const page = await fetch(address, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  const text = await page.text();
  assert.ok(text.includes(INSTANCE.instanceId ?? ''), 'complete without scripts');

  const files = [...text.matchAll(/(?:src|href)="([^"]+\.(?:js|css|svg))"/g)].map(([, link = '']) => link);
  assert.ok(files.some((file) => file.endsWith('.js')) && files.some((file) => file.includes('dashboard')));
  for (const file of files) {
    assert.doesNotMatch(file, /^(?:\/|[a-z]+:)/, 'relative');
    assert.equal((await fetch(new URL(file, address))).status, 200, file);
  }

  const [api, home] = ['api', 'home'].map((name) => new RegExp(`data-${name}="([^"]+)"`).exec(text)?.[1] ?? '');
  const list = await fetch(new URL(`${api}x/instances`, address));
  assert.equal(((await list.json()) as { readonly instances: number }).instances, 1);
  const state = await fetch(new URL(`${home}eureka-page.json`, address));
  assert.equal(((await state.json()) as { readonly applications: number }).applications, 1);
}

async function hostIsAsItWas(url: string): Promise<void> {
  const order = { item: 'book', count: 2 };
  const answer = await fetch(`${url}/api/orders`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(order) });
  assert.deepEqual([answer.status, await answer.json()], [201, { ...order, accepted: true }]);
  for (const path of ['/', '/orders', '/ops', '/assets/dashboard.js', `/api${PAGE}`])
    assert.equal((await fetch(url + path)).status, 404, path);
}
