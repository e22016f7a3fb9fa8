// The panel of a receipt: opened by link and by click, closed by Escape, focus
// returns; from disk and when nothing can be fetched the plain link is followed.
//   node tests/browser/receipts.mjs SITE
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tally, filesOf, launch, portalOf, serve, siteArgument } from './site.mjs';

const site = siteArgument();
const tally = new Tally();
const browser = await launch();
const server = await serve(site);
const page = await browser.newPage();

async function panelFaults(address) {
  const faults = [];
  await page.goto(address);
  const link = page.locator('a.receipt').first();
  if (await link.count() === 0) return null;
  const id = new URL(await link.getAttribute('href'), address).hash.slice(1);
  await link.focus();
  await page.keyboard.press('Enter');
  const panel = page.locator('dialog.receipt-panel[open]');
  await panel.waitFor({ timeout: 5000 });
  if (await panel.locator('b').first().innerText() === '') faults.push('the panel has no value');
  if (await panel.locator('[id]:not(h2)').count() > 0) faults.push('an id stands twice');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached', timeout: 5000 });
  if (!await link.evaluate((element) => element === document.activeElement)) faults.push('focus does not return');
  await page.locator(`data[data-figure="${id}"]`).first().evaluate((element) => (element.closest('a') ? null : element.click()));
  if (await page.locator(`a data[data-figure="${id}"]`).count() === 0) await panel.waitFor({ timeout: 5000 });
  await page.goto(address);
  await page.route('**/receipts/**', (route) => (route.request().resourceType() === 'fetch' ? route.abort() : route.continue()));
  await page.locator('a.receipt').first().click();
  await page.waitForURL(`**/receipts/**#${id}`, { timeout: 5000 });
  await page.unroute('**/receipts/**');
  return faults;
}

const homes = filesOf(site).filter((path) => !path.includes('releases/')
  && /^[a-z]{2}\/index\.html$/.test(portalOf(site, path) ? path.slice(portalOf(site, path).length + 1) : path));
for (const path of homes) {
  try {
    const faults = await panelFaults(server.address + path);
    if (faults === null) continue;
    await page.goto(pathToFileURL(resolve(join(site, path))).href);
    await page.locator('a.receipt').first().click();
    await page.waitForURL('**/receipts/**', { timeout: 5000 });
    tally.add(path, faults);
  } catch (error) {
    tally.add(path, [error.message.split('\n')[0]]);
  }
}
await browser.close();
server.close();
tally.close();
