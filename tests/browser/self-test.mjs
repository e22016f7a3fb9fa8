// The browser tests can fail: a small site is clean; with one fault put in, the
// test that is for it says so. Pages are only opened where there is a Chromium.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tally } from './site.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const HEAD = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Programs</title>
<meta name="viewport" content="width=device-width">
<link rel="canonical" href="https://portal.example/es/a.html">
<link rel="stylesheet" href="../assets/site.css"></head>
<body><main><h1 id="top-of-page">Programs</h1>`;
const BODY = `<p>What was spent, by program. <a href="b.html#here">The second page</a>,
<a href="../data/a.csv">its rows</a>, <a href="#top-of-page">up</a>.</p>`;
const FOOT = '</main></body></html>\n';

function run(test, change) {
  const site = mkdtempSync(join(tmpdir(), 'rendir-site-'));
  const files = {
    'manifest.sha256': '',
    'assets/site.css': 'body { color: #111; background: #fff; font: 16px/1.5 sans-serif }',
    'data/a.csv': 'a,b\n',
    'es/a.html': HEAD + BODY + (change.body ?? '') + FOOT,
    'es/b.html': HEAD.replace('es/a.html', 'es/b.html') + '<p id="here">Text of some length.</p>' + FOOT,
    ...change.files,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(site, dirname(path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  try {
    const output = execFileSync(process.execPath, [join(here, test), site], { encoding: 'utf8', stdio: 'pipe' });
    return { status: 0, output };
  } catch (error) {
    return { status: error.status, output: error.stdout + error.stderr };
  } finally {
    rmSync(site, { recursive: true });
  }
}

const tally = new Tally();

function silent(test, name, change = {}) {
  const { status, output } = run(test, change);
  tally.add(`${test} is silent about ${name}`, status === 0 ? [] : [output]);
}

function finds(test, words, change) {
  const { status, output } = run(test, change);
  tally.add(`${test} finds: ${words}`, status === 1 && output.includes(words) ? [] : [output]);
}

const body = (text) => ({ body: text });
const style = (text) => ({ files: { 'assets/site.css': text } });

silent('validate.mjs', 'a clean site');
silent('validate.mjs', 'links to others', body('<p><a href="https://other.example/">Other</a></p>'));
finds('validate.mjs', 'es/a.html:', body('<p><b>Bold</p>'));
finds('validate.mjs', 'leads nowhere', body('<p><a href="c.html">Lost</a></p>'));
finds('validate.mjs', 'leads nowhere', body('<p><a href="B.html">Other capitals</a></p>'));
finds('validate.mjs', 'leads to no place of that name in es/b.html', body('<p><a href="b.html#there">There</a></p>'));
finds('validate.mjs', 'leads to a folder', body('<p><a href="../data/">Folder</a></p>'));
finds('validate.mjs', 'leads to a folder', body('<p><a href="../data">Folder</a></p>'));
finds('validate.mjs', 'leads out of the site', body('<p><a href="../../x.html">Out</a></p>'));
finds('validate.mjs', 'names our own file absolutely', body('<p><a href="/es/b.html">Root</a></p>'));
finds('validate.mjs', 'names our own file absolutely', body('<p><a href="https://portal.example/es/b.html">Own</a></p>'));
finds('validate.mjs', 'is loaded from elsewhere', body('<p><img src="https://other.example/x.png" alt="x"></p>'));
finds('validate.mjs', 'a scheme that must not be used', body('<p><a href="javascript:x()">Run</a></p>'));
finds('validate.mjs', 'url(lost.woff2) leads nowhere', style('@font-face { src: url(lost.woff2) }'));

if (existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) {
  silent('pages.mjs', 'a clean site');
  finds('pages.mjs', 'axe image-alt', body('<p><img src="../assets/site.svg"></p>'));
  finds('pages.mjs', '1280 px, dark: axe color-contrast', style('@media (prefers-color-scheme: dark) { body { color: #ccc } }'));
  finds('pages.mjs', '360 px, dark: axe color-contrast',
    style('@media (prefers-color-scheme: dark) and (max-width: 400px) { body { color: #ccc } }'));
  finds('pages.mjs', 'at 320 px', body('<div style="width: 340px">Wide</div>'));
  finds('pages.mjs', 'console error', body('<script>console.error("no")</script>'));
  finds('pages.mjs', 'is not defined', body('<script>undefinedName()</script>'));
  finds('pages.mjs', 'does not load', body('<script src="../assets/lost.js"></script>'));
  finds('pages.mjs', 'without script', body(
    '<script>document.querySelector("main").append("Text of the page ".repeat(40))</script>'));
}
tally.close();
