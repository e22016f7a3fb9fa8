// One page of each kind of each portal in Chromium: from disk and from a server
// below a sub-path, wide and narrow, light and dark, with and without script.
//   node tests/browser/pages.mjs SITE [PART OF A PATH]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tally, launch, samples, serve, siteArgument } from './site.mjs';

const site = siteArgument();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };
const NARROWEST = { width: 320, height: 640 };

/** What axe finds, of all its rules or of those named. */
async function violations(page, where, rules) {
  await page.evaluate(axe);
  const found = await page.evaluate(async (only) => {
    const options = only ? { runOnly: { type: 'rule', values: only } } : {};
    const { violations: list } = await window.axe.run(document, options);
    return list.map((rule) => `${rule.id}: ${rule.help}; ${rule.nodes.length} times, first ${
      rule.nodes[0].html.slice(0, 160)}`);
  }, rules);
  return found.map((text) => `${where}: axe ${text}`);
}

/** A page is as wide as the window; tables and charts scroll in their own box. */
async function overflow(page, size) {
  await page.setViewportSize(size);
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    // What a box scrolls or cuts off widens that box, not the page.
    const isBoxed = (element) => element !== null && element !== document.body
      && (getComputedStyle(element).overflowX !== 'visible' || isBoxed(element.parentElement));
    const [, widest] = [...document.body.querySelectorAll('*')]
      .filter((element) => !isBoxed(element.parentElement))
      .map((element) => [element.getBoundingClientRect().right, element])
      .sort(([a], [b]) => b - a)[0];
    return `${scrollWidth} px wide, to the right most ${
      widest.outerHTML.replace(/\s+/g, ' ').slice(0, 120)}`;
  });
  return over ? [`at ${size.width} px: ${over}`] : [];
}

/** Opens `address`; collects what the console says and what does not load. */
async function open(page, address, faults, where) {
  const said = (message) => faults.push(`${where}: console ${message.type()}: ${message.text()}`);
  const threw = (error) => faults.push(`${where}: ${error.message}`);
  const lost = (request) => faults.push(`${where}: ${request.url()} does not load`);
  const answered = (response) => {
    if (response.status() >= 400) faults.push(`${where}: ${response.url()}: ${response.status()}`);
  };
  const events = [['console', said], ['pageerror', threw], ['requestfailed', lost], ['response', answered]];
  for (const [name, listener] of events) page.on(name, listener);
  await page.goto(address, { waitUntil: 'load' });
  for (const [name, listener] of events) page.off(name, listener);
}

async function fromDisk(page, path) {
  const faults = [];
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await open(page, pathToFileURL(resolve(join(site, path))).href, faults, 'from disk');
  faults.push(...await violations(page, '1280 px, light'));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  faults.push(...await violations(page, '1280 px, dark', ['color-contrast']));
  faults.push(...await overflow(page, NARROWEST));
  faults.push(...await overflow(page, NARROW));
  faults.push(...await violations(page, '360 px, dark'));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  faults.push(...await violations(page, '360 px, light', ['color-contrast']));
  return faults;
}

async function fromServer(page, server, path) {
  const faults = [];
  await page.setViewportSize(NARROW);
  await open(page, server.address + path, faults, 'below a sub-path');
  const external = await page.evaluate(() => performance.getEntriesByType('resource')
    .map((entry) => entry.name).filter((name) => !name.startsWith(window.location.origin)));
  faults.push(...external.map((name) => `${name} was asked of a third party`));
  return faults;
}

/** Without script: all of the text is there and can be seen (no axe: it hangs). */
async function withoutScript(page, path, withScript) {
  const faults = [];
  await page.setViewportSize(NARROW);
  await open(page, pathToFileURL(resolve(join(site, path))).href, faults, 'without script');
  for (const part of ['h1', 'main']) {
    if (!await page.locator(part).first().isVisible()) faults.push(`without script: no <${part}> to be seen`);
  }
  const text = await page.locator('main').first().innerText();
  // Script may add controls, never content: it may not have much more to show.
  if (text.length < withScript * 0.8) {
    faults.push(`without script: ${text.length} characters of text where script shows ${withScript}`);
  }
  return faults;
}

async function examine(contexts, server, path) {
  const page = await contexts.script.newPage();
  const plain = await contexts.plain.newPage();
  try {
    const faults = await fromDisk(page, path);
    const shown = await page.evaluate(() => document.querySelector('main')?.innerText.length ?? 0);
    if (shown === 0) return [...faults, 'there is no text in <main>'];
    return [...faults, ...await fromServer(page, server, path),
      ...await withoutScript(plain, path, shown)];
  } catch (error) {
    return [`cannot be opened: ${error.message}`];
  } finally {
    await page.close();
    await plain.close();
  }
}

const tally = new Tally();
const browser = await launch();
const server = await serve(site);
const contexts = {
  script: await browser.newContext(),
  plain: await browser.newContext({ javaScriptEnabled: false }),
};
const queue = samples(site).filter(({ path }) => path.includes(process.argv[3] ?? ''));
await Promise.all([1, 2].map(async () => {
  for (let sample = queue.shift(); sample; sample = queue.shift()) {
    tally.add(sample.path, await examine(contexts, server, sample.path));
  }
}));
await browser.close();
server.close();
tally.close();
