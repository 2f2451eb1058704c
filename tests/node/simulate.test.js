// A simulation is a job of its own: it says how far it is, stops when it is cancelled, and keeps nobody waiting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DagdeelError, open } from 'dagdeel';

const REGION = 'verblijf-gooi';

/** The region with so many draws that other questions come in between. */
async function long(dagdeel) {
  const document = await dagdeel.document(REGION);
  document.simulation = { seed: 1, draws: 100_000 };
  return document;
}

for (const worker of [true, false]) {
  const where = worker ? 'in a worker' : 'in this thread';

  test(`the same numbers every time, with progress, ${where}`, async () => {
    const dagdeel = await open({ worker });
    const fractions = [];
    const result = await dagdeel.simulate(REGION, { onProgress: (fraction) => fractions.push(fraction) });
    assert.equal(result.format, 'dagdeel-simulation/1');
    assert.deepEqual([result.seed, result.draws], [2023, 10_000]);
    assert.ok(fractions.length > 2);
    assert.deepEqual(fractions, [...fractions].sort((a, b) => a - b));
    assert.deepEqual(await dagdeel.simulate(REGION), result);
    const costs = result.tables.find((table) => table.id === 'kosten-per-jaar');
    const cell = costs.cells.at(-1) ?? costs.cells.findLast((each) => each !== null);
    const five = [cell.p5, cell.p25, cell.p50, cell.p75, cell.p95].map(({ value }) => Number(value));
    assert.deepEqual(five, [...five].sort((a, b) => a - b));
    dagdeel.close();
  });

  test(`a cancelled simulation stops, and the engine goes on ${where}`, async () => {
    const dagdeel = await open({ worker });
    const stop = new AbortController();
    const simulation = dagdeel.simulate(await long(dagdeel), { signal: stop.signal, onProgress: () => stop.abort() });
    await assert.rejects(simulation, { code: 'cancelled' });
    assert.equal((await dagdeel.run(REGION)).format, 'dagdeel-result/1');
    dagdeel.close();
  });

  test(`closing ends a simulation ${where}`, async () => {
    const dagdeel = await open({ worker });
    const simulation = dagdeel.simulate(await long(dagdeel), { onProgress: () => dagdeel.close() });
    await assert.rejects(simulation, { code: 'closed' });
  });
}

test('other questions are answered while a simulation runs', async () => {
  const dagdeel = await open();
  const order = [];
  const simulation = dagdeel.simulate(await long(dagdeel)).then(() => order.push('simulation'));
  await dagdeel.run(REGION).then(() => order.push('run'));
  await simulation;
  assert.deepEqual(order, ['run', 'simulation']);
  dagdeel.close();
});

test('what cannot be simulated says why', async () => {
  const dagdeel = await open();
  await assert.rejects(dagdeel.simulate('dagbesteding-regulier'), (error) => {
    assert.ok(error instanceof DagdeelError);
    assert.equal(error.code, 'simulation-refused');
    assert.equal(error.problems[0].code, 'nothing-uncertain');
    assert.ok(error.problems[0].message.nl.includes('verdeling'));
    return true;
  });
  dagdeel.close();
});
