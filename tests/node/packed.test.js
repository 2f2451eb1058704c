// The package as npm hands it out: packed, installed in an empty folder, imported by its name.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { file } from './support.js';

let folder;
let packed;

const npm = (...args) => String(execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }));

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'dagdeel-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  [packed] = JSON.parse(npm('pack', file('pkg'), '--json', '--ignore-scripts'));
  npm('install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${packed.filename}`);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('it holds what a consumer needs and no sources or leftovers', () => {
  const paths = packed.files.map((entry) => entry.path);
  for (const needed of ['dist/node.js', 'dist/browser.js', 'dist/core.js', 'dist/worker.js', 'dist/browser.d.ts', 'types/index.d.ts', 'engine/engine_bg.wasm', 'engine/engine.js', 'sheets/sheets_bg.wasm', 'claims/claims_bg.wasm', 'dist/claims-worker.js', 'dist/node-claims-worker.js', 'sheets/sheets.js', 'scenarios/index.json', 'scenarios/dagbesteding-regulier.json', 'schema/dagdeel-scenario-1.json', 'dist/inlined.js', 'inlined/engine.js', 'examples/plain/index.html', 'examples/vite/main.ts', 'examples/node/compare.js', 'README.md']) {
    assert.ok(paths.includes(needed), `${needed} is missing among ${paths.join(' ')}`);
  }
  assert.deepEqual(paths.filter((path) => path.startsWith('src/') || path.startsWith('scripts/') || path.includes('.stamp')), []);
});

test('the start of its README runs and prints what it says', () => {
  const readme = readFileSync(file('pkg/README.md'), 'utf8');
  const program = /```js\n(.*?)```/s.exec(readme)[1];
  const expected = JSON.parse(/\/\/ (\[.*\])/.exec(program)[1]);
  writeFileSync(join(folder, 'start.js'), program.replace('console.log(', 'process.stdout.write(JSON.stringify(').replace(/\); \/\/ .*/, '));'));
  const printed = execFileSync('node', ['start.js'], { cwd: folder, timeout: 20_000 });
  assert.deepEqual(JSON.parse(String(printed)), expected);
});

test('its example for Node computes, says what is wrong, and writes a workbook', () => {
  const run = (...tariffs) => spawnSync('node', [join(folder, 'node_modules/dagdeel/examples/node/compare.js'), ...tariffs], { cwd: folder, timeout: 60_000, encoding: 'utf8' });
  const { stdout, stderr, status } = run('49,01', '50.01');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /183840\.00[^]*199840\.00/);
  assert.equal(readFileSync(join(folder, 'dagbesteding.xlsx')).subarray(0, 2).toString(), 'PK');
  assert.match(stderr, /\d+ %/, 'progress');
  assert.notEqual(run('negen').status, 0);
});

test('with everything inside it computes in Node too', () => {
  writeFileSync(join(folder, 'inlined.js'), `import { open } from 'dagdeel/inlined';
const dagdeel = await open();
const { tables } = await dagdeel.run('dagbesteding-regulier');
process.stdout.write(tables.find(({ id }) => id === 'effect-per-jaar').cells.join(' ') + ' ' + (await dagdeel.workbook('dagbesteding-regulier')).length);
dagdeel.close();
`);
  assert.match(String(execFileSync('node', ['inlined.js'], { cwd: folder, timeout: 60_000 })), /^45960\.00 183840\.00 \d{5,}$/);
});

test('a module that cannot be had is an error that says what to allow', () => {
  writeFileSync(join(folder, 'wrong.js'), `import { open } from 'dagdeel';
const failed = (wasm) => open({ wasm }).then(() => 'opened', ({ code, problems }) => code + ' ' + problems[0].code + ' ' + problems[0].message.nl);
console.log(await failed(new TextEncoder().encode('<!doctype html>')));
console.log(await failed(async () => { throw new Error('gone'); }));
`);
  const [html, gone] = String(execFileSync('node', ['wrong.js'], { cwd: folder })).split('\n');
  assert.match(html, /^engine-unavailable not-wasm .*aanmeldpagina.*\.wasm/);
  assert.match(gone, /^engine-unavailable engine-unavailable /);
});

test('no type of it is any', () => {
  for (const { path } of packed.files.filter(({ path }) => path.endsWith('.d.ts'))) {
    const types = readFileSync(join(folder, 'node_modules/dagdeel', path), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
    assert.doesNotMatch(types, /\bany\b/, path);
  }
});

test('its types are understood by a strict consumer', () => {
  writeFileSync(
    join(folder, 'consumer.ts'),
    `import { DagdeelError, open, type Cell, type Dagdeel, type Result } from 'dagdeel';
export async function first(): Promise<Cell | undefined> {
  const dagdeel: Dagdeel = await open({ worker: 'auto' });
  const result: Result = await dagdeel.run('dagbesteding-regulier', { onProgress: (part: number) => part });
  // @ts-expect-error an amount is text, never a number
  const wrong: number = result.tables[0]?.cells[0];
  return wrong === 0 ? undefined : result.tables[0]?.cells[0];
}
export const code = (error: unknown) => (error instanceof DagdeelError ? error.code : null);
`,
  );
  for (const [module, resolution] of [['NodeNext', 'NodeNext'], ['ESNext', 'Bundler']]) {
    const options = ['--noEmit', '--strict', '--target', 'ES2022', '--module', module, '--moduleResolution', resolution, '--lib', 'ES2022,DOM', '--types', ''];
    execFileSync(file('node_modules/.bin/tsc'), [...options, 'consumer.ts'], { cwd: folder, stdio: 'inherit' });
  }
});
