// The search of a portal in Chromium: over HTTP below a sub-path, with its
// index and without; from disk and without script it leads to the index from A
// to Z.
//   node tests/browser/search.mjs ROOT BARE (a root with an index, the same
//   without one)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { Tally, launch, serve } from './site.mjs';

const [, , root, bare] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const config = JSON.parse(readFileSync(new URL('htmlvalidate.json', import.meta.url)));
const tally = new Tally();
const browser = await launch();

/** A page, and what its console and its requests have to complain of. */
async function opened(context) {
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => faults.push(`${request.url()} does not load`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.url()}: ${response.status()}`);
  });
  return { page, faults };
}

async function violations(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document)).violations
    .map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes[0].html.slice(0, 160)}`));
  return found.map((text) => `${where}: ${text}`);
}

const results = (page) => page.locator('.search-results > li');
const count = (page) => page.locator('.search-count').innerText();

/** Types as a reader does, and waits until it is said how many there are. */
async function ask(page, words) {
  await page.fill('#search-words', words);
  await page.waitForFunction((asked) => new URL(location.href).searchParams.get('q') === asked
    && document.querySelector('.search-count').textContent !== '', words);
}

async function finds(server, language, words, wanted) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const { page, faults } = await opened(context);
  await page.goto(`${server.address}${language}/search.html`, { waitUntil: 'load' });
  await page.waitForSelector('form.search-form:visible');
  if (await page.locator('.search-absent').isVisible()) faults.push('it says that it is not there');
  await ask(page, words);
  const links = await results(page).locator('a').evaluateAll((all) => all.map((a) => a.href));
  if (!links.some((link) => link === server.address + wanted)) {
    faults.push(`${words}: ${wanted} is not among ${links.join(' ')}`);
  }
  if (!/\d/.test(await count(page))) faults.push('does not say how many there are');
  const first = results(page).first();
  if ((await first.locator('.note').innerText()) === '') faults.push('no kind beside a result');
  if (await first.locator('mark').count() === 0) faults.push('no mark in the excerpt');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 360) faults.push(`${wide} px wide at 360`);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    faults.push(...await violations(page, colorScheme));
  }
  const external = await page.evaluate(() => performance.getEntriesByType('resource')
    .map((entry) => entry.name).filter((name) => !name.startsWith(location.origin)));
  faults.push(...external.map((name) => `${name} was asked of a third party`));
  await context.close();
  return faults;
}

async function answersByKeyboard(server, language, words) {
  const context = await browser.newContext();
  const { page, faults } = await opened(context);
  await page.goto(`${server.address}${language}/index.html`, { waitUntil: 'load' });
  await page.locator('.site-search a').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('form.search-form:visible');
  await page.focus('#search-words');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await results(page).first().waitFor();
  const all = Number((await count(page)).replace(/\D/g, ''));
  const before = await results(page).count();
  if (all > before) {
    await page.focus('.search-more');
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => document.querySelectorAll('.search-results > li').length > n, before);
    const focused = await page.evaluate(() => document.activeElement.closest('.search-results > li') !== null);
    if (!focused) faults.push('more results do not take the focus');
  }
  // One kind alone: fewer, and all of that kind.
  const kinds = await page.locator('#search-kind option').evaluateAll((options) => options.map((o) => o.value).filter(Boolean));
  if (kinds.length < 3) faults.push(`only ${kinds.length} kinds of pages`);
  await page.selectOption('#search-kind', kinds[0]);
  await page.waitForFunction((kind) => new URL(location.href).searchParams.get('kind') === kind, kinds[0]);
  await page.waitForTimeout(500);
  const others = await results(page).locator('.note').evaluateAll((notes, kind) => notes
    .map((note) => note.textContent).filter((text) => text !== kind), kinds[0]);
  if (others.length > 0) faults.push(`${kinds[0]} also finds ${others[0]}`);
  // The address has what was asked, and the page of a result leads back to it.
  await page.selectOption('#search-kind', '');
  await page.waitForTimeout(500);
  const address = page.url();
  await results(page).first().locator('a').click();
  await page.waitForLoadState('load');
  await page.goBack({ waitUntil: 'load' });
  await results(page).first().waitFor();
  if (page.url() !== address) faults.push(`${page.url()} instead of ${address}`);
  for (const words of ['xqzvwk', 'saltamontes']) {
    await ask(page, words);
    if (/\d/.test(await count(page))) faults.push(`says that it finds ${words}`);
  }
  await context.close();
  return faults;
}

/** The page without a search: a sentence, and a way that works. */
async function leadsToIndex(address, options) {
  const context = await browser.newContext(options);
  const { page, faults } = await opened(context);
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForTimeout(300);
  if (await page.locator('form.search-form').isVisible()) faults.push('shows a box that finds nothing');
  if (!await page.locator('.search-absent').isVisible()) faults.push('does not say that there is no search');
  await page.locator('main a[href$="/a-z.html"]').click();
  await page.waitForURL(/a-z\.html$/);
  await context.close();
  return faults;
}

async function frozenFaults(address) {
  const context = await browser.newContext();
  const { page, faults } = await opened(context);
  await page.goto(address, { waitUntil: 'load' });
  if (await page.locator('form.search-form').count() > 0) faults.push('a frozen page has a box');
  if (await page.locator('main a[href$="/a-z.html"]').count() !== 1) faults.push('no way to the index');
  await context.close();
  return faults;
}

function fileOf(folder, path) {
  return pathToFileURL(resolve(join(folder, path))).href;
}

const validator = new HtmlValidate(config);
for (const language of ['es', 'en']) {
  const { results: found } = validator.validateStringSync(
    readFileSync(join(root, language, 'search.html'), 'utf8'));
  tally.add(`${language}/search.html is valid HTML`, found.flatMap(({ messages }) => messages
    .map((message) => `${message.line}: ${message.message} [${message.ruleId}]`)));
}
const server = await serve(root);
tally.add('Spanish, without accents', await finds(server, 'es', 'desnutricion', 'es/programs/011.0142.html'));
tally.add('English', await finds(server, 'en', 'vaccination', 'en/indicators/vaccination-coverage.html'));
tally.add('by keyboard, further, of one kind', await answersByKeyboard(server, 'es', 'salud'));
tally.add('without script', await leadsToIndex(`${server.address}es/search.html`, { javaScriptEnabled: false }));
server.close();
const without = await serve(bare);
tally.add('without an index', await leadsToIndex(`${without.address}en/search.html`, {}));
without.close();
tally.add('from disk', await leadsToIndex(fileOf(root, 'es/search.html'), {}));
if (process.argv[4]) tally.add('of a frozen release', await frozenFaults(fileOf(root, process.argv[4])));
await browser.close();
tally.close();
