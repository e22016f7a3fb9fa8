// A page opens with a sentence and is described by the same one to those who see
// no more of it; where it draws money through the year, so is the chart.
//   SITE=site node tests/property/test_summaries.mjs
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const site = process.env.SITE || 'site';
let passed = 0;
let failed = 0;

function expect(faults, words) {
  if (faults.length === 0) passed++;
  else {
    failed++;
    console.log(`FAILED  ${words}: ${faults.length}\n    ${faults.slice(0, 5).join('\n    ')}`);
  }
}

function pagesOf(folder, out = []) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== 'receipts') pagesOf(path, out);
    } else if (name.endsWith('.html')) out.push(path);
  }
  return out;
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const words = markup => markup.replace(/<sup.*?<\/sup>/gs, '').replace(/<[^>]*>/g, '')
  .replace(/&(amp|lt|gt|quot|#39);/g, (all, name) => ENTITIES[name]).replace(/\s+/g, ' ').trim();

for (const portal of readdirSync(site).filter(name => existsSync(join(site, name, 'data')))) {
  for (const language of ['en', 'es']) {
    const without = [];
    const other = [];
    const charts = [];
    for (const path of pagesOf(join(site, portal, language))) {
      const html = readFileSync(path, 'utf8');
      const where = relative(site, path);
      const described = html.match(/<meta name="description" content="([^"]*)"/)?.[1];
      // A status stands in a box before its sentence: no full stop is needed there.
      const summary = html.match(/<p class="summary">(?:<span class="status[^>]*>(.*?)<\/span>)?(.*?)<\/p>/s);
      // Pages that lead elsewhere, and those of what is gone, are no summaries.
      if (!/http-equiv="refresh"|last published in release|última vez en la edición|404\.html$/
        .test(html + where)) {
        if (!described) without.push(where);
        else if (summary) {
          const said = words(`${summary[1] === undefined ? '' : `${summary[1]}. `}${summary[2]}`);
          // "No explanation was published" stands behind some, in the page alone.
          if (!said.startsWith(words(described))) other.push(`${where}: ${said} / ${described}`);
        }
      }
      if (/\/(programs|institutions|territories|budget|revenue|financing)(\/|\.html)/.test(where)) {
        const chart = html.match(/<figure class="chart chart-cumulative[^>]*>.*?<desc[^>]*>(.*?)<\/desc>/s);
        if (chart && described && words(chart[1]) !== words(described) &&
            /\/(programs|institutions)\/|budget\.html/.test(where)) {
          charts.push(`${where}: ${words(chart[1])} / ${described}`);
        }
      }
    }
    expect(without, `${portal} ${language}: pages that say nothing of themselves`);
    expect(other, `${portal} ${language}: pages that are described otherwise`);
    expect(charts, `${portal} ${language}: charts that are described otherwise`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
