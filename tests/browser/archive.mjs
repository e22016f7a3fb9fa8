// A release taken out of its ZIP archive, as one gets it by mail: opened from
// disk, with no server and nothing beside it.
//   node tests/browser/archive.mjs FOLDER
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tally, filesOf, launch, samples, siteArgument } from './site.mjs';
import { linkChecker, read } from './links.mjs';

const folder = siteArgument();
const paths = filesOf(folder);
const tally = new Tally();

/** What leads from a release to the edition it lies in, and to others. */
const HISTORY = /\b(latest-version|predecessor-version|successor-version|version-history)\b/;

function linkFaults() {
  const check = linkChecker(folder, paths);
  return paths.filter((path) => path.endsWith('.html')).flatMap((path) => {
    const outward = new Set(read(readFileSync(join(folder, path), 'utf8')).links
      .filter(({ rel }) => HISTORY.test(rel)).map(({ address }) => `="${address}">`));
    return check(path).filter((fault) => ![...outward].some((part) => fault.includes(part)));
  });
}

/** Opens a page from disk: its style is there, nothing is lost. */
async function pageFaults(page, path) {
  const faults = [];
  const lost = (request) => faults.push(`${request.url()} does not load`);
  page.on('requestfailed', lost);
  await page.goto(pathToFileURL(resolve(join(folder, path))).href, { waitUntil: 'load' });
  page.off('requestfailed', lost);
  const looks = await page.evaluate(() => ({
    styled: getComputedStyle(document.querySelector('.wrap') ?? document.body).maxWidth !== 'none',
    title: document.title,
  }));
  if (!looks.styled) faults.push('has no style');
  if (!looks.title) faults.push('has no title');
  return faults;
}

/** From the home page by every link of the navigation, as a reader goes. */
async function walkFaults(page, home) {
  const faults = [];
  const address = pathToFileURL(resolve(join(folder, home))).href;
  await page.goto(address, { waitUntil: 'load' });
  const targets = await page.$$eval('nav.site-nav a, footer a', (links) => links.map((link) => link.href));
  for (const target of new Set(targets)) {
    if (!target.startsWith('file:')) continue;
    const file = decodeURIComponent(new URL(target).pathname);
    if (!existsSync(file) || !statSync(file).isFile()) {
      faults.push(`${target} is not there`);
    } else if (file.endsWith('.html')) {
      await page.goto(address, { waitUntil: 'load' });
      await page.locator('nav.site-nav a, footer a').evaluateAll((links, wanted) => {
        links.find((link) => link.href === wanted).click();
      }, target);
      await page.waitForURL(target);
    }
  }
  return faults;
}

tally.add('every link of the archive leads to a file of it', linkFaults());
const browser = await launch();
const page = await browser.newPage();
for (const { kind, path } of samples(folder)) {
  tally.add(`${kind} from disk`, await pageFaults(page, path));
}
for (const home of paths.filter((path) => /^[a-z-]+\/index\.html$/.test(path))) {
  tally.add(`the navigation of ${home}`, await walkFaults(page, home));
}
await browser.close();
tally.close();
