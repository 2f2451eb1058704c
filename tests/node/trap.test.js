// An engine that traps is never called again: its call fails with `engine-trap`, a fresh engine takes its place.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import binaryen from 'binaryen';
import { open } from 'dagdeel';
import { file } from './support.js';

/** What the engine's module is compiled with. */
const FEATURES = ['MutableGlobals', 'BulkMemory', 'SignExt', 'NontrappingFPToInt', 'SIMD128', 'ReferenceTypes', 'Multivalue'];

/** The engine's module with one of its exports made to trap. */
function poisoned(name) {
  const module = binaryen.readBinary(readFileSync(file('pkg/engine/engine_bg.wasm')));
  module.setFeatures(FEATURES.reduce((all, name) => all | binaryen.Features[name], 0));
  for (let at = 0; at < module.getNumExports(); at += 1) {
    const info = binaryen.getExportInfo(module.getExportByIndex(at));
    if (info.name === name) binaryen.Function.setBody(module.getFunction(info.value), module.unreachable());
  }
  return module.emitBinary();
}

/** Every instance made in this thread, with what it was called after its trap. */
const instances = [];

function watched(instance) {
  const record = { trapped: false, after: [] };
  const exports = {};
  for (const [name, value] of Object.entries(instance.exports)) {
    exports[name] = typeof value === 'function' ? (...args) => guarded(record, name, () => value(...args)) : value;
  }
  instances.push(record);
  return { exports };
}

function guarded(record, name, call) {
  if (record.trapped) record.after.push(name);
  try {
    return call();
  } catch (thrown) {
    record.trapped ||= thrown instanceof WebAssembly.RuntimeError;
    throw thrown;
  }
}

before(() => {
  const { instantiate, Instance } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => ({ instance: watched(await instantiate(module, imports)), module });
  WebAssembly.Instance = function (module, imports) {
    return watched(new Instance(module, imports));
  };
});

describe('a trap', () => {
  for (const worker of [false, true]) {
    test(`is an error, and the next call works (${worker ? 'in a worker' : 'in this thread'})`, async () => {
      const dagdeel = await open({ worker, wasm: poisoned('scenario_step') });
      for (let round = 0; round < 2; round += 1) {
        const waiting = dagdeel.run('verblijf-gooi');
        await assert.rejects(waiting, (error) => error.code === 'engine-trap' && error.problems[0].message.nl.includes('opnieuw gestart'));
        assert.deepEqual(await dagdeel.readNumber('€ 49,01'), { value: '49.01' });
      }
      dagdeel.close();
    });
  }

  test('ends its instance: nothing is called on it afterwards', () => {
    assert.equal(instances.filter((instance) => instance.trapped).length, 2);
    assert.deepEqual(instances.flatMap((instance) => instance.after), []);
  });

  test('fails the calls that wait behind it, and none that come later', async () => {
    const dagdeel = await open({ wasm: poisoned('scenario_step') });
    const waiting = [dagdeel.run('dagbesteding-regulier'), dagdeel.run('verblijf-gooi')];
    const outcomes = await Promise.allSettled(waiting);
    assert.deepEqual(outcomes.map((outcome) => outcome.reason?.code), ['engine-trap', 'engine-trap']);
    assert.deepEqual(await dagdeel.readNumber('1'), { value: '1' });
    dagdeel.close();
  });
});
