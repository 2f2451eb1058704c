// Builds what is handed out, into dist/: the page as a folder, the page in one file, and the element for other pages.

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';

const www = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(www);
const dist = join(root, 'dist');
const packed = (bytes) => deflateRawSync(bytes, { level: 9 }).toString('base64');
const hash = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** The browsers that the style sheets are written for: light-dark() and container queries as they are. */
const cssTarget = ['chrome123', 'firefox128', 'safari17.5'];

const shared = { root: www, configFile: false, logLevel: 'warn', define: { 'process.env.NODE_ENV': '"production"' } };

/** What is loaded when it is first asked for stands apart from what the first answer needs. */
const FIRST_VIEW = /\/views\/tariff\/index\.ts$/;
const chunkFileNames = ({ isDynamicEntry, facadeModuleId }) => `assets/${isDynamicEntry && !FIRST_VIEW.test(facadeModuleId ?? '') ? 'later/' : ''}[name]-[hash].js`;

/** The page as a folder, for any static host. */
async function folder() {
  await build({
    ...shared,
    base: './',
    build: { target: 'es2023', cssTarget, outDir: dist, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false, rollupOptions: { output: { chunkFileNames } } },
    worker: { format: 'es' },
  });
}

/** One classic script of an entry and all it needs. */
async function script(entry, plugins = []) {
  const output = await build({
    ...shared,
    plugins,
    publicDir: false,
    build: { target: 'es2023', cssTarget, write: false, minify: true, lib: { entry, name: 'dagdeel', formats: ['iife'] } },
  });
  const chunks = [output].flat().flatMap((each) => each.output).filter((each) => each.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} scripts, expected one`);
  return chunks[0].code;
}

async function scenarios() {
  const dir = join(root, 'pkg/scenarios');
  const index = JSON.parse(await readFile(join(dir, 'index.json'), 'utf8'));
  const read = async (name, file) => [name, await readFile(join(dir, file), 'utf8')];
  return Object.fromEntries(await Promise.all([...index.map(({ id }) => read(id, `${id}.json`)), read('about.json', 'about.json')]));
}

const styles = async (file) => (await readFile(join(www, file), 'utf8')).replace(/\/\*[^]*?\*\//g, '').replace(/\s*\n\s*/g, '\n').trim();

/** The page in one file: opens from a disk, and its policy lets it ask nothing of anybody. */
async function single({ wasm, sheets, claims }, scripts, documents, licences) {
  const code = await script(join(www, 'src/single.ts'));
  const loader = await styles('build/loader.js');
  const style = await styles('page.css');
  const policy = [
    `default-src 'none'`, `script-src ${hash(loader)} ${hash(code)} 'wasm-unsafe-eval'`, `style-src ${hash(style)}`,
    'img-src data: blob:', 'worker-src blob:', `base-uri 'none'`, `form-action 'none'`,
  ].join('; ');
  const page = await readFile(join(www, 'index.html'), 'utf8');
  const head = page
    .replace('<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n<meta name="referrer" content="no-referrer">`)
    .replace(/<link rel="stylesheet"[^>]*>\n/, `<style>${style}</style>\n`)
    .replace(/<script type="module"[^>]*><\/script>\n/, '');
  const block = (id, text) => `<script type="application/octet-stream" id="${id}">${text}</script>\n`;
  const data = block('dagdeel-wasm', packed(wasm)) + block('dagdeel-sheets', packed(sheets)) + block('dagdeel-claims', packed(claims)) + block('dagdeel-data', packed(JSON.stringify({ ...scripts, scenarios: documents }))) + block('dagdeel-licences', packed(licences)) + block('dagdeel-script', packed(code));
  await writeFile(join(dist, 'dagdeel.html'), head.replace('</body>', () => `${data}<script>${loader}</script>\n</body>`));
}

/** The element for other pages, and a page that shows it in use. */
async function embed({ wasm, sheets, claims }, { worker, claimsWorker }, documents) {
  const { version } = JSON.parse(await readFile(join(root, 'pkg/package.json'), 'utf8'));
  const inlined = {
    name: 'dagdeel-inlined',
    resolveId: (id) => (id === 'virtual:dagdeel-inlined' ? `\0${id}` : undefined),
    load: (id) => (id === '\0virtual:dagdeel-inlined' ? `export const inlined = ${JSON.stringify({ version, wasm: packed(wasm), sheets: packed(sheets), claims: packed(claims), scenarios: documents })};` : undefined),
  };
  const code = await script(join(www, 'src/embed/main.ts'), [inlined]);
  await writeFile(join(dist, 'dagdeel-embed.js'), `/*! Dagdeel ${version}, EUPL-1.2. Parts of others and their licences: LICENSES.txt beside this file. */\nif (typeof document !== 'undefined') {${code}} else if (self.name === 'dagdeel-claims') {${claimsWorker}} else {${worker}}\n`);
  for (const file of await readdir(join(www, 'example'))) await copyFile(join(www, 'example', file), join(dist, file));
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await folder();
const wasm = await readFile(join(root, 'pkg/engine/engine_bg.wasm'));
const sheets = await readFile(join(root, 'pkg/sheets/sheets_bg.wasm'));
const claims = await readFile(join(root, 'pkg/claims/claims_bg.wasm'));
const worker = await script(join(root, 'pkg/dist/worker.js'));
const claimsWorker = await script(join(root, 'pkg/dist/claims-worker.js'));
const documents = await scenarios();
const licences = await readFile(join(root, 'target/parts/LICENSES.txt'));
await single({ wasm, sheets, claims }, { worker, claimsWorker }, documents, licences);
await writeFile(join(dist, 'dagdeel-frame.js'), await script(join(www, 'src/frame/parent.ts')));
await embed({ wasm, sheets, claims }, { worker, claimsWorker }, documents);
