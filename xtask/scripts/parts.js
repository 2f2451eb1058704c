// What the builds are made of, from the lock files: a CycloneDX list of parts and the texts of their licences.
//   parts.js <folder> <cargo features, by comma>
// Nothing in it depends on the machine or the day: the same lock files give the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, features] = process.argv.slice(2);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const byName = (a, b) => (a.purl < b.purl ? -1 : a.purl > b.purl ? 1 : 0);

/** Every crate of the lock file, with its checksum; ours have none. */
function locked() {
  const text = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const field = (block, name) => new RegExp(`^${name} = "(.*)"$`, 'm').exec(block)?.[1];
  return text.split('[[package]]').slice(1)
    .map((block) => ({ name: field(block, 'name'), version: field(block, 'version'), checksum: field(block, 'checksum') }))
    .filter(({ checksum }) => checksum !== undefined);
}

const cargo = (...args) => String(execFileSync(process.env.CARGO ?? 'cargo', args, { cwd: root, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }));

/** The crates inside the modules: what the library uses when it runs, and not what helps to compile it. */
function crates() {
  const target = 'wasm32-unknown-unknown';
  const tree = cargo('tree', '--locked', '--prefix', 'none', '--edges', 'normal,no-proc-macro', '--target', target, '--package', 'dagdeel', '--features', features);
  const inside = new Set(tree.split('\n').map((line) => /^(\S+) v(\S+)/.exec(line)?.slice(1).join('@')));
  const { packages } = JSON.parse(cargo('metadata', '--format-version', '1', '--locked', '--filter-platform', target, '--features', features));
  return packages.filter(({ name, version, source }) => source !== null && inside.has(`${name}@${version}`))
    .map(({ name, version, license, authors, manifest_path }) => ({ name, version, license, authors, folder: dirname(manifest_path) }));
}

/** The standard library is compiled into every module. */
function standardLibrary() {
  const version = /^rustc (\S+)/.exec(String(execFileSync('rustc', ['--version'], { cwd: root })))[1];
  return { type: 'library', name: 'rust-std', version, scope: 'required', licenses: [{ expression: 'MIT OR Apache-2.0' }], purl: `pkg:generic/rust-std@${version}` };
}

const crate = ({ name, version, checksum }, inside) => ({
  type: 'library', name, version, scope: inside ? 'required' : 'excluded',
  hashes: [{ alg: 'SHA-256', content: checksum }], ...(inside?.license ? { licenses: [{ expression: inside.license.replaceAll('/', ' OR ') }] } : {}),
  purl: `pkg:cargo/${name}@${version}`,
});

/** The packages of the npm lock file; `inside` are those that the page is bundled with. */
function packages() {
  const { packages: all } = json('package-lock.json');
  const inside = new Set();
  const visit = (from, names) => {
    for (const name of names) {
      const nested = `${from}/node_modules/${name}`;
      const path = all[nested] ? nested : `node_modules/${name}`;
      if (!all[path] || all[path].link || inside.has(path)) continue;
      inside.add(path);
      visit(path, Object.keys(all[path].dependencies ?? {}));
    }
  };
  visit('www', Object.keys(json('www/package.json').dependencies));
  return Object.entries(all).filter(([path, { link, version, integrity }]) => path.includes('node_modules/') && !link && version && integrity)
    .map(([path, { version, integrity, license }]) => ({ path, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version, integrity, license, inside: inside.has(path) }));
}

const npmPackage = ({ name, version, integrity, license, inside }) => {
  const [, algorithm, digest] = /^sha(\d+)-(.*)$/.exec(integrity);
  return {
    type: 'library', name, version, scope: inside ? 'required' : 'excluded',
    hashes: [{ alg: `SHA-${algorithm}`, content: Buffer.from(digest, 'base64').toString('hex') }], ...(license ? { licenses: [{ expression: license }] } : {}),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  };
};

/** Where a part may be had under several licences, the text of one of them: the shortest that asks no more than to be named. */
function licenceTexts(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|unlicense|notice)/i.test(name) && !/\.(js|ts|html)$/.test(name)).sort();
  const mit = names.filter((name) => /mit/i.test(name));
  return (mit.length > 0 ? mit : names).map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The licences of all that is inside, each text once with the parts it belongs to. */
function licences(version, insideCrates, insidePackages, std) {
  const texts = new Map();
  const add = (text, part) => texts.set(text, [...(texts.get(text) ?? []), part]);
  add(`Copyright (c) The Rust Project contributors\n\n${MIT}`, `rust-std ${std.version} (MIT OR Apache-2.0)`);
  for (const { name, version: of, license, authors, folder: at } of insideCrates) {
    const found = licenceTexts(at);
    for (const text of found.length > 0 ? found : [`Copyright (c) ${authors.join(', ') || `the authors of ${name}`}\n\n${MIT}`]) add(text, `${name} ${of} (${license})`);
  }
  for (const { path, name, version: of, license } of insidePackages) {
    const found = licenceTexts(join(root, path));
    for (const text of found.length > 0 ? found : [`${license}; its package has no text of the licence.`]) add(text, `${name} ${of} (${license})`);
  }
  const head = `Dagdeel ${version}: EUPL-1.2, https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12\n\nIt holds these parts of others:\n`;
  const list = [...new Set([...texts.values()].flat())].sort().map((part) => `- ${part}`).join('\n');
  const blocks = [...texts].map(([text, parts]) => [[...new Set(parts)].sort().join(', '), text]).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${head}${list}\n${blocks.map(([parts, text]) => `\n${'-'.repeat(80)}\n${parts}\n\n${text}\n`).join('')}`;
}

const { version } = json('pkg/package.json');
const insideCrates = crates().sort((a, b) => (a.name < b.name ? -1 : 1));
const insideOf = new Map(insideCrates.map((each) => [`${each.name}@${each.version}`, each]));
const allPackages = packages();
const std = standardLibrary();
const components = [std, ...locked().map((each) => crate(each, insideOf.get(`${each.name}@${each.version}`))), ...allPackages.map(npmPackage)]
  .sort(byName).filter((each, at, list) => each.purl !== list[at - 1]?.purl).map((each) => ({ 'bom-ref': each.purl, ...each }));
const digest = createHash('sha256').update(JSON.stringify(components)).digest('hex');
const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
const bom = {
  bomFormat: 'CycloneDX', specVersion: '1.5', serialNumber: `urn:uuid:${uuid}`, version: 1,
  metadata: { component: { type: 'application', 'bom-ref': 'dagdeel', name: 'dagdeel', version, licenses: [{ license: { id: 'EUPL-1.2' } }] } },
  components,
  dependencies: [{ ref: 'dagdeel', dependsOn: components.filter(({ scope }) => scope === 'required').map(({ purl }) => purl) }],
};
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bom, null, 1)}\n`);
writeFileSync(join(folder, 'LICENSES.txt'), licences(version, insideCrates, allPackages.filter(({ inside }) => inside), std));
