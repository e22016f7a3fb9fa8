// Pictures of one page of each kind of each portal, for people to look at.
//   node tests/browser/shot.mjs SITE FOLDER [PART OF A PATH]
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, samples, siteArgument } from './site.mjs';

const site = siteArgument();
const folder = process.argv[3] ?? '.build/shots';
const only = process.argv[4] ?? '';
const VIEWS = [
  { name: 'wide', width: 1280, colorScheme: 'light' },
  { name: 'wide-dark', width: 1280, colorScheme: 'dark' },
  { name: 'narrow', width: 360, colorScheme: 'light' },
  { name: 'narrow-dark', width: 360, colorScheme: 'dark' },
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage();
let count = 0;
for (const { path } of samples(site).filter((sample) => sample.path.includes(only))) {
  await page.goto(pathToFileURL(resolve(join(site, path))).href);
  for (const { name, width, colorScheme } of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const file = `${path.replace(/\.html$/, '').replaceAll('/', '_')}.${name}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
    count += 1;
  }
}
await browser.close();
console.log(`${count} pictures in ${folder}`);
