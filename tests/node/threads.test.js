// Where the engine runs: a worker thread, the caller's thread where there is none, and what ends it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open } from 'dagdeel';
import { file, root, shipped } from './support.js';

const blocked = () => {
  throw new Error('workers are not allowed here');
};

/** A worker whose script is blocked: it says so by an error event. */
const silent = () => ({
  postMessage() {},
  terminate() {},
  addEventListener(type, listener) {
    if (type === 'error') setTimeout(() => listener({}), 1);
  },
});

for (const createWorker of [blocked, silent]) {
  test(`without a worker (${createWorker.name}) the engine runs in this thread`, async () => {
    const dagdeel = await open({ createWorker });
    assert.deepEqual(await dagdeel.readNumber('1.234,56'), { value: '1234.56' });
    dagdeel.close();
  });

  test(`a worker that is asked for and cannot start (${createWorker.name}) is an error`, async () => {
    await assert.rejects(open({ worker: true, createWorker }), { code: 'worker-unavailable' });
  });
}

test('both threads give the same result', async () => {
  const engines = await Promise.all([open({ worker: true }), open({ worker: false })]);
  const [inWorker, here] = await Promise.all(engines.map((engine) => engine.run('dagbesteding-regulier')));
  assert.deepEqual(inWorker, here);
  for (const engine of engines) engine.close();
});

test('the module is taken as an address, as bytes and compiled', async () => {
  const path = file('pkg/engine/engine_bg.wasm');
  const bytes = readFileSync(path);
  for (const wasm of [path, new URL('pkg/engine/engine_bg.wasm', root), bytes, await WebAssembly.compile(bytes)]) {
    const dagdeel = await open({ wasm });
    assert.match(dagdeel.version, /^\d+\.\d+\.\d+/);
    dagdeel.close();
  }
  await assert.rejects(open({ wasm: file('pkg/none.wasm') }), { code: 'engine-unavailable' });
});

test('documents may be handed in as texts', async () => {
  const dagdeel = await open({ scenarios: shipped() });
  const views = Object.fromEntries((await dagdeel.scenarios()).map((info) => [info.id, info.view]));
  assert.deepEqual(Object.keys(views).sort(), Object.keys(shipped()).sort());
  assert.equal(views['dagbesteding-regulier'], 'tariff');
  assert.equal(views['verblijf-gooi'], 'budget');
  assert.equal((await dagdeel.document('dagbesteding-regulier')).format, 'dagdeel-scenario/1');
  await assert.rejects(dagdeel.document('none'), { code: 'unknown-scenario' });
  dagdeel.close();
});

test('a closed engine refuses what waits and what comes', async () => {
  const dagdeel = await open();
  const waiting = dagdeel.run('dagbesteding-regulier');
  dagdeel.close();
  await assert.rejects(waiting, { code: 'closed' });
  await assert.rejects(dagdeel.readNumber('1'), { code: 'closed' });
});

test('an open engine does not keep a program running', () => {
  const program = `import { open } from 'dagdeel'; const d = await open(); console.log((await d.readNumber('2,5')).value);`;
  const printed = execFileSync('node', ['--input-type=module', '-e', program], { cwd: file('tests/node'), timeout: 20_000 });
  assert.equal(String(printed), '2.5\n');
});
