import assert from 'node:assert/strict';
import { seriousFindings } from '../axe.mjs';
import { Registry } from '../registry.mjs';

const USERS = [
  '--eureka.server.users[0].name=ann',
  '--eureka.server.users[0].password=ann-secret',
  '--eureka.server.users[0].roles=admin',
  '--eureka.server.users[1].name=bob',
  '--eureka.server.users[1].password=bob-secret',
  '--eureka.server.users[1].roles=reader',
];
/** Long enough to look around on a busy machine. */
const SESSION_MS = 6_000;

async function signInBy(page, name, password) {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export const signing = {
  title: 'signing in',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start(USERS, { credentials: 'ann:ann-secret' });
    onEnd(() => registry.stop());
    await registry.register('ORDERS', 'orders-1');

    await test('by the form, and out again', async () => {
      const page = await browser.page(`${registry.url}/eureka/x/sign-in`);
      await signInBy(page, 'ann', 'wrong');
      await page.getByRole('alert').waitFor();
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByText(/All well/).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are not signed in').waitFor();
      await page.getByText(/All well/).waitFor();
      await signInBy(page, 'ann', 'wrong');
      await page.getByText('The user name or the password is wrong.').waitFor();
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    await test('a host that is not known here is told so, by a page', async () => {
      const page = await browser.page(`http://elsewhere.test:${registry.port}/`, {
        httpCredentials: { username: 'ann', password: 'ann-secret' },
      });
      await page.getByText(/eureka\.server\.allowed-hosts/).waitFor();
      await page.done();
    });

    await test('who may not do something any more is told so where it was tried, and nothing is done', async () => {
      const page = await browser.page(`${registry.url}/eureka/x/sign-in`);
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByText(/All well/).waitFor();
      await page.evaluate(() => (location.hash = '#/instance/ORDERS/orders-1'));
      await page.getByRole('button', { name: 'Drain …' }).waitFor();
      // in another tab somebody else signs in
      const other = await page.context().newPage();
      await other.goto(`${registry.url}/eureka/x/sign-in`);
      await signInBy(other, 'bob', 'bob-secret');
      await other.getByText(/All well/).waitFor();
      await page.getByRole('button', { name: 'Drain …' }).click();
      await page.getByRole('dialog').getByLabel('Reason').fill('not mine');
      await page.getByRole('dialog').getByRole('button', { name: 'Drain', exact: true }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await registry.statusOf('ORDERS', 'orders-1'), 'UP');
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    await test('the form has no serious finding of axe', async () => {
      const page = await browser.page(`${registry.url}/eureka/x/sign-in`, { bypassCSP: true });
      assert.deepEqual(await seriousFindings(page), []);
      await page.done();
    });

    await test('by Basic', async () => {
      const page = await browser.page(`${registry.url}/`, {
        httpCredentials: { username: 'ann', password: 'ann-secret' },
      });
      await page.getByText(/All well/).waitFor();
      await page.done();
    });

    await test('a reader is shown no action, and an operator is', async () => {
      for (const [name, actions] of [
        ['bob', 0],
        ['ann', 1],
      ]) {
        const page = await browser.page(`${registry.url}/eureka/x/sign-in`);
        await signInBy(page, name, `${name}-secret`);
        await page.getByText(/All well/).waitFor();
        await page.evaluate(() => (location.hash = '#/instance/ORDERS/orders-1'));
        await page.getByText('vipAddress', { exact: true }).waitFor();
        if (actions > 0) await page.getByRole('button', { name: 'Drain …' }).waitFor();
        assert.equal(await page.getByRole('button', { name: 'Drain …' }).count(), actions);
        await page.done();
      }
    });

    await test('a session that ends keeps the view and asks again', async () => {
      const page = await browser.page(`${registry.url}/eureka/x/sign-in`);
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByText(/All well/).waitFor();
      await page.evaluate(() => (location.hash = '#/instance/ORDERS/orders-1'));
      await page.getByText('vipAddress', { exact: true }).waitFor();
      await registry.stop();
      await registry.start();
      await registry.register('ORDERS', 'orders-1');
      await page.getByText('You are not signed in').waitFor();
      assert.ok(await page.getByRole('heading', { name: /orders-1/ }).isVisible());
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByText('You are not signed in').waitFor({ state: 'detached' });
      assert.ok(page.url().endsWith('#/instance/ORDERS/orders-1'));
      assert.deepEqual(page.faults, []);
      await page.done();
    });

    await test('a session that is over keeps what was looked for, and goes on after signing in', async () => {
      const brief = await Registry.start([...USERS, `--eureka.server.session-max-age-ms=${SESSION_MS}`], {
        credentials: 'ann:ann-secret',
      });
      onEnd(() => brief.stop());
      await brief.register('ORDERS', 'orders-1');
      const page = await browser.page(`${brief.url}/eureka/x/sign-in`);
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByText(/All well/).waitFor();
      await page.evaluate(() => (location.hash = '#/services?by=instance&search=orders'));
      await page.getByRole('link', { name: 'orders-1' }).waitFor();
      await page.getByText('You are not signed in').waitFor({ timeout: SESSION_MS * 5 });
      assert.equal(await page.getByRole('searchbox').inputValue(), 'orders');
      assert.ok(await page.getByRole('link', { name: 'orders-1' }).isVisible());
      await signInBy(page, 'ann', 'ann-secret');
      await page.getByText('You are not signed in').waitFor({ state: 'detached' });
      assert.ok(page.url().endsWith('#/services?by=instance&search=orders'));
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
