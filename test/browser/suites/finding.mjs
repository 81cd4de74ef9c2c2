import assert from 'node:assert/strict';
import { Registry } from '../registry.mjs';

const INSTANCES = [
  { id: 'orders-1', ipAddr: '10.1.0.1', metadata: { zone: 'north', version: '1.0', team: 'blue' } },
  { id: 'orders-2', ipAddr: '10.1.0.2', metadata: { zone: 'south', version: '1.0', team: 'green' } },
  { id: 'orders-3', ipAddr: '10.1.0.3', metadata: { zone: 'south', version: '2.0' }, status: 'DOWN' },
];
/** What is filled in or chosen, and who is left. */
const CASES = [
  { label: 'Zone', value: 'south', found: ['orders-2', 'orders-3'], address: 'zone=south' },
  { label: 'Version', value: '2.0', found: ['orders-3'], address: 'version=2.0' },
  { label: 'Metadata', value: 'team', found: ['orders-1', 'orders-2'], address: 'metadata=team' },
  { label: 'Metadata', value: 'team:green', found: ['orders-2'], address: 'metadata=team%3Agreen' },
  { label: 'Search', value: 'orders-3.example.com', found: ['orders-3'], address: 'search=orders-3.example.com' },
  { label: 'Search', value: '10.1.0.2', found: ['orders-2'], address: 'search=10.1.0.2' },
  { label: 'Search', value: 'GREEN', found: ['orders-2'], address: 'search=GREEN' },
];

export const finding = {
  title: 'finding instances',
  async run({ browser, test, onEnd }) {
    const registry = await Registry.start();
    onEnd(() => registry.stop());
    for (const { id, ...changes } of INSTANCES) await registry.register('ORDERS', id, changes);
    await registry.register('STOCK', 'stock-1', { metadata: { zone: 'north' } });
    const page = await browser.page(`${registry.url}/#/services?by=instance`);
    const found = async (ids) => {
      await page.getByText(`${ids.length} shown of 4 registered`).waitFor();
      const links = await page.getByRole('table').getByRole('link').allInnerTexts();
      assert.deepEqual(links, ids);
    };

    for (const { label, value, found: ids, address } of CASES) {
      await test(`${label} ${value} finds ${ids.join(', ')}, also after a reload`, async () => {
        await page.getByLabel(label, { exact: true }).fill(value);
        await found(ids);
        assert.ok(page.url().includes(address), page.url());
        await page.reload();
        await found(ids);
        assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), value);
        await page.getByRole('link', { name: 'Clear filters' }).click();
        await page.getByText('4 shown of 4 registered').waitFor();
      });
    }

    await test('going back brings filters and list back as they were', async () => {
      await page.getByLabel('Zone').fill('south');
      await page.getByRole('combobox', { name: 'Status' }).selectOption('DOWN');
      await found(['orders-3']);
      await page.getByRole('link', { name: 'orders-3' }).click();
      await page.getByRole('heading', { name: /orders-3/ }).waitFor();
      await page.goBack();
      await found(['orders-3']);
      assert.equal(await page.getByLabel('Zone').inputValue(), 'south');
      assert.equal(await page.getByRole('combobox', { name: 'Status' }).inputValue(), 'DOWN');
    });

    await test('by service the same filters count, and a service leads to its instances', async () => {
      await page.getByRole('link', { name: 'Clear filters' }).click();
      await page.getByRole('link', { name: 'By service' }).click();
      await page.getByLabel('Zone').fill('north');
      await page.getByRole('row', { name: /^STOCK 1/ }).waitFor();
      await page.getByRole('row', { name: /^ORDERS 1/ }).waitFor();
      await page.getByRole('link', { name: 'ORDERS' }).click();
      await found(['orders-1']);
      assert.deepEqual(page.faults, []);
      await page.done();
    });
  },
};
