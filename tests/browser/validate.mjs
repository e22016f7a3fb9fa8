// Every page of a site is valid HTML and every link of it leads somewhere.
//   node tests/browser/validate.mjs SITE
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { linkChecker, styleFaults } from './links.mjs';
import { Tally, filesOf, portalOf, siteArgument } from './site.mjs';

const site = siteArgument();
const config = JSON.parse(readFileSync(new URL('htmlvalidate.json', import.meta.url)));
const validator = new HtmlValidate(config);
const paths = filesOf(site);
const pages = paths.filter((path) => path.endsWith('.html'));
const linked = linkChecker(site, paths);
const tally = new Tally();

// A page that was valid when it was released has not changed since.
const isCurrent = (path) => !/(^|\/)releases\//.test(path);

function markupFaults(path) {
  const { results } = validator.validateStringSync(readFileSync(join(site, path), 'utf8'), path);
  return results.flatMap((result) => result.messages.map((message) =>
    `${path}:${message.line}:${message.column}: ${message.message} [${message.ruleId}]`));
}

const portals = new Map();
for (const path of pages) {
  const portal = portalOf(site, path);
  portals.set(portal, [...(portals.get(portal) ?? []), path]);
}
for (const [portal, own] of portals) {
  const name = portal || 'site';
  const current = own.filter(isCurrent);
  tally.add(`${name}: ${current.length} pages are valid HTML`, current.flatMap(markupFaults));
  tally.add(`${name}: links of ${own.length} pages`, own.flatMap(linked));
}
tally.add('addresses in style sheets', paths.filter((path) => path.endsWith('.css'))
  .flatMap((path) => styleFaults(site, path, paths)));
tally.close();
