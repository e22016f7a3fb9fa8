// No page of a site is wider than a narrow window: what is wide scrolls in a box
// of its own. All pages, where pages.mjs looks at one of each kind.
//   node tests/browser/widths.mjs SITE
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tally, filesOf, launch, siteArgument } from './site.mjs';

const site = siteArgument();
const tally = new Tally();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
const wide = [];
for (const path of filesOf(site).filter((name) => name.endsWith('.html'))) {
  await page.goto(pathToFileURL(resolve(join(site, path))).href);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 360) wide.push(`${path}: ${width} px`);
}
tally.add('pages at 360 px', wide);
await browser.close();
tally.close();
