// The package as npm hands it out: packed, installed in an empty folder, imported by its name.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
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
  for (const needed of ['dist/node.js', 'dist/browser.js', 'dist/core.js', 'dist/worker.js', 'dist/browser.d.ts', 'types/index.d.ts', 'engine/engine_bg.wasm', 'engine/engine.js', 'sheets/sheets_bg.wasm', 'sheets/sheets.js', 'scenarios/index.json', 'scenarios/dagbesteding-regulier.json', 'schema/dagdeel-scenario-1.json', 'README.md']) {
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
