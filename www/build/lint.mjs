// The rules of the page's source that the compiler does not know: the catalogue, and what a strict policy forbids.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src');
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: relative(src, path), text: readFileSync(path, 'utf8') }));
const catalogue = files.filter(({ path }) => path.startsWith('i18n/catalogue/'));
const sources = files.filter(({ path }) => !path.startsWith('i18n/catalogue/') && !path.endsWith('.test.ts'));
const wrong = [];

// --- The catalogue: every key used, every key once, the same places in both languages. ---
const entry = /^\s*'([\w.-]+)': \{\s*nl: (['"`])((?:\\.|(?!\2).)*)\2,\s*en: (['"`])((?:\\.|(?!\4).)*)\4,?\s*\}/gm;
const keys = new Map();
for (const { path, text } of catalogue) {
  for (const [, key, , nl, , en] of text.matchAll(entry)) {
    if (keys.has(key)) wrong.push(`${path}: the key ${key} stands in ${keys.get(key)} as well`);
    keys.set(key, path);
    if (!nl.trim() || !en.trim()) wrong.push(`${path}: ${key} is empty in one language`);
    const places = (message) => [...message.matchAll(/\{\w+\}/g)].map(String).sort().join(' ');
    if (places(nl) !== places(en)) wrong.push(`${path}: ${key} has ${places(nl) || 'no places'} in Dutch and ${places(en) || 'no places'} in English`);
  }
  const written = (text.match(/^\s*'[\w.-]+': \{/gm) ?? []).length;
  const read = [...text.matchAll(entry)].length;
  if (written !== read) wrong.push(`${path}: ${written} keys are written but ${read} were understood; write each as { nl: '…', en: '…' }`);
}

const literals = new Set();
const patterns = [];
for (const { text } of sources) {
  for (const [, literal] of text.matchAll(/'([a-z][\w-]*(?:\.[\w.-]+)+)'/g)) literals.add(literal);
  // A key made of parts, such as `keeping.${code}` or `${key}-key`.
  for (const [, template] of text.matchAll(/`((?:[a-z][\w.-]*)?\$\{[\w.?()' :=!&|]+\}[\w.-]*)`/g)) {
    const fixed = template.split(/\$\{[^}]*\}/);
    if (fixed.join('').length < 4) continue;
    patterns.push(new RegExp(`^${fixed.map((part) => part.replaceAll('.', '\\.')).join('[\\w.-]+')}$`));
  }
}
for (const [key, path] of keys) {
  if (!literals.has(key) && !patterns.some((pattern) => pattern.test(key))) wrong.push(`${path}: nobody uses ${key}`);
}

// --- What a strict policy blocks, or what the promise "nothing leaves your browser" excludes. ---
const FORBIDDEN = [
  [/\b(innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic)\b/, 'text is never read as HTML'],
  [/\bdocument\.write|\beval\(|new Function\(/, 'no code from text'],
  [/\bstyleMap\b|\sstyle="|\sstyle=\$\{|<style/, 'literal style attributes and style elements are blocked by the policy; use a class, or .style'],
  [/\bwindow\.open\(|location\.(assign|replace)\(|location\.href\s*=|location\s*=\s/, 'the page never navigates by itself'],
  [/\b(WebSocket|EventSource|RTCPeerConnection|XMLHttpRequest|sendBeacon)\b|serviceWorker|rel="(prefetch|preload|preconnect)"/, 'no connections, no service worker'],
  [/(^|[^.\w])fetch\(/, 'only the package reads files, and the settings their own', ['settings/settings.ts']],
  [/type="number"/, 'numbers are text fields with inputmode="decimal"'],
  [/\b(localStorage|sessionStorage|indexedDB)\b/, 'storage is only used in keeping/', ['keeping/shelf.ts']],
  [/\bconsole\./, 'nothing is written to the console'],
  [/\.postMessage\(/, 'only frame/ talks to another page, and only to one that is allowed', [/^frame\//]],
  [/\bparseFloat\(|(^|[^.\w])Number\(/, 'no amount is computed or read as a JavaScript number', [
    'i18n/date.ts', 'views/tariff/case.ts', 'export/picture.ts', /^charts\//,
  ]],
];
const comment = /^\s*(\/\/|\*|\/\*)/;
for (const { path, text } of sources) {
  for (const [index, line] of text.split('\n').entries()) {
    if (comment.test(line)) continue;
    for (const [pattern, why, except = []] of FORBIDDEN) {
      if (except.some((each) => (typeof each === 'string' ? each === path : each.test(path)))) continue;
      if (pattern.test(line)) wrong.push(`${path}:${index + 1}: ${why}\n    ${line.trim()}`);
    }
  }
}

for (const line of wrong) process.stderr.write(`${line}\n`);
process.exit(wrong.length > 0 ? 1 : 0);
