/** Gives an order by the page's dialog as an operator does, and waits until the page says what became of it. */
export async function order(page, action, reason, { fields = {}, submit = action } = {}) {
  await page.getByRole('button', { name: `${action} …` }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: submit, exact: true }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}
