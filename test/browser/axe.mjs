import { createRequire } from 'node:module';

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe calls serious or critical; of a page whose policy is off, as axe is a script that it forbids. */
export async function seriousFindings(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: script });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
