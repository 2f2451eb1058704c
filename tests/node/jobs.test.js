// Long work runs in steps: it says how far it is, stops when it is cancelled, and lets the thread breathe.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'dagdeel';

/** The founding case over fifty years of months, with as many products as make it last for several steps. */
async function long(dagdeel) {
  const document = await dagdeel.document('dagbesteding-regulier');
  const [product] = document.parts.filter((part) => part.kind === 'product');
  document.horizon = { from: '2022-01-01', to: '2072-01-01', step: 'month' };
  for (let copy = 1; copy <= 30; copy += 1) {
    const id = `kopie-${copy}`;
    document.parts.push({ ...product, id });
    document.levers.push({ ...document.levers[0], id: `hefboom-${copy}`, product: id });
  }
  return document;
}

for (const worker of [true, false]) {
  const where = worker ? 'in a worker' : 'in this thread';

  test(`progress rises from 0 to 1 ${where}`, async () => {
    const dagdeel = await open({ worker });
    const fractions = [];
    const result = await dagdeel.run(await long(dagdeel), { onProgress: (fraction) => fractions.push(fraction) });
    assert.equal(result.format, 'dagdeel-result/1');
    assert.ok(fractions.length > 1, `${fractions.length} steps`);
    assert.deepEqual(fractions, [...fractions].sort((a, b) => a - b));
    assert.ok(fractions.every((fraction) => fraction > 0 && fraction < 1));
    dagdeel.close();
  });

  test(`a cancelled computation stops and leaves the engine as it was ${where}`, async () => {
    const dagdeel = await open({ worker });
    const document = await long(dagdeel);
    const stop = new AbortController();
    let steps = 0;
    const onProgress = () => {
      steps += 1;
      stop.abort();
    };
    await assert.rejects(dagdeel.run(document, { signal: stop.signal, onProgress }), { code: 'cancelled' });
    assert.equal(steps, 1);
    const result = await dagdeel.run('dagbesteding-regulier');
    assert.equal(result.tables.find((table) => table.id === 'verschil-per-dagdeel').cells[0], '11.49');
    await assert.rejects(dagdeel.run(document, { signal: AbortSignal.abort() }), { code: 'cancelled' });
    dagdeel.close();
  });
}

test('other work of the thread goes on meanwhile', async () => {
  const dagdeel = await open({ worker: false });
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 1);
  await dagdeel.run(await long(dagdeel));
  clearInterval(ticking);
  assert.ok(ticks > 0);
  dagdeel.close();
});
