// The engine gives the same bytes of dagdeel-result/1 as a native program and as a wasm module.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { initSync, Scenario, Simulation } from '../../pkg/engine/engine.js';
import { file, shipped } from './support.js';

const native = process.env.DAGDEEL_NATIVE_RESULTS ?? file('target/native-results');
initSync({ module: readFileSync(file('pkg/engine/engine_bg.wasm')) });

for (const [id, text] of Object.entries(shipped())) {
  test(`${id}: wasm and native write the same bytes`, () => {
    const [expected, simulated] = readFileSync(join(native, `${id}.json`), 'utf8').trimEnd().split('\n');
    assert.ok(expected.startsWith('{"format":"dagdeel-result/1"'), expected.slice(0, 80));
    same(computed(text, 1_000_000), expected);
    assert.equal(simulated !== undefined, text.includes('"distribution"'));
    if (simulated !== undefined) {
      same(finished(new Simulation(text), 1_000_000), simulated);
      same(finished(new Simulation(text), 1), simulated);
    }
  });

  test(`${id}: steps of one cell give the same bytes`, () => {
    same(computed(text, 1), computed(text, 1_000_000));
  });
}

function computed(text, budget) {
  return finished(new Scenario(text), budget);
}

function finished(job, budget) {
  while (job.step(budget) < 1);
  const result = job.result();
  job.free();
  return result;
}

/** Equal texts; where they are not, only the place is shown. */
function same(found, expected) {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 60), at + 60);
  assert.ok(found === expected, `at ${at}: ${around(found)} … expected ${around(expected)}`);
}
