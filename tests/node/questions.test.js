// Questions that take several runs, through the package: each answer's runs can be done and explained as plain ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from 'dagdeel';

const label = (axis, label) => ({ axis, label });
const COSTS = { node: 'kosten-per-jaar', labels: [label('year', '2023'), label('variant', 'nieuw')] };
const ID = 'dagbesteding-regulier';

/** The cell of a result at an address. */
function cellOf(result, { node, labels }) {
  const table = result.tables.find(({ id }) => id === node);
  const at = table.axes.reduce((place, id) => {
    const axis = result.axes.find((each) => each.id === id);
    return place * axis.labels.length + axis.labels.findIndex((own) => own.id === labels.find(({ axis }) => axis === id).label);
  }, 0);
  return table.cells[at];
}

for (const worker of [true, false]) {
  const where = worker ? 'in a worker' : 'in this thread';

  test(`runs of answers are plain runs, each explainable, ${where}`, async () => {
    const dagdeel = await open({ worker });
    const inputs = await dagdeel.inputs(ID);
    const tariff = inputs.find(({ path }) => path === 'levers[0].amount');
    assert.deepEqual([tariff.name.nl, tariff.value, tariff.unit, tariff.decimals], ['Nieuw tarief', '49.01', 'euro/dagdeel', 2]);

    const tornado = await dagdeel.tornado(ID, { result: COSTS });
    assert.equal(tornado.base.value, '784160.00');
    assert.deepEqual(tornado.bars.slice(0, 4).map(({ spread }) => spread), ['156832.00', '156832.00', '156832.00', '156800.00']);
    const grid = await dagdeel.grid(ID, { result: COSTS, rows: { path: 'parts[0].volume.clients' }, columns: { path: 'levers[0].amount' } });
    const sought = await dagdeel.seek(ID, { result: COSTS, target: '750000', input: 'levers[0].amount' });
    assert.deepEqual([sought.outcome, sought.found[0].from.input, sought.found[0].to.input], ['between', '46.87', '46.88']);
    const answers = sought.found.flatMap(({ from, to }) => [from, to]);
    const runs = [
      ...tornado.bars.flatMap(({ low, high }) => [low, high]).slice(0, 6),
      ...grid.cells.slice(0, 3),
      ...answers.map(({ input, value }) => ({ changes: [{ path: sought.input.path, value: input }], value })),
    ];
    for (const { changes, value } of runs) {
      const document = await dagdeel.changed(ID, changes);
      assert.deepEqual(cellOf(await dagdeel.run(document), COSTS), value);
      const explanation = await dagdeel.explain(document, COSTS);
      assert.deepEqual(explanation.value, value);
      assert.ok(explanation.children.length > 0);
    }

    const document = await dagdeel.changed(ID, [{ path: 'levers[0].amount', value: '42.44' }]);
    const compared = await dagdeel.compare([ID, document, 'verblijf-gooi'], { base: 1 });
    assert.deepEqual(compared.documents.map(({ id }) => id), [ID, ID, 'verblijf-gooi']);
    const row = compared.inputs.find(({ key }) => key === 'levers[tariff:nieuw-tarief].amount');
    assert.deepEqual([row.differs, row.differences], [[true, false, true], ['6.57', null, null]]);
    dagdeel.close();
  });

  test(`a cancelled question stops, and the engine answers the next, ${where}`, async () => {
    const dagdeel = await open({ worker });
    const every = (await dagdeel.inputs('verblijf-gooi')).filter(({ kind, path }) => kind === 'number' && /rows\[\d+\]\.cost$/.test(path));
    const costs = { node: 'kosten-per-jaar', labels: [label('year', '2026'), label('variant', 'nieuw')] };
    const question = { result: costs, inputs: every.map(({ path }) => ({ path })) };
    const stop = new AbortController();
    const fractions = [];
    const onProgress = (fraction) => {
      fractions.push(fraction);
      stop.abort();
    };
    await assert.rejects(dagdeel.tornado('verblijf-gooi', question, { signal: stop.signal, onProgress }), { code: 'cancelled' });
    assert.equal(fractions.length, 1);
    assert.ok(fractions[0] >= 0 && fractions[0] < 1);
    assert.equal((await dagdeel.tornado(ID, { result: COSTS, inputs: [{ path: 'levers[0].amount', low: '40', high: '50' }] })).bars.length, 1);
    dagdeel.close();
  });
}

test('a question that cannot be asked is refused with its place', async () => {
  const dagdeel = await open({ worker: false });
  const ask = (input) => dagdeel.seek(ID, { result: COSTS, target: '1', input });
  await assert.rejects(ask('levers[3].amount'), (error) => error.code === 'question-refused' && error.problems[0].path === 'question.input');
  await assert.rejects(dagdeel.changed(ID, [{ path: 'levers[3].amount', value: '1' }]), { code: 'unknown-input' });
  await assert.rejects(dagdeel.compare([ID], { base: 4 }), { code: 'question-refused' });
  await assert.rejects(dagdeel.run(await dagdeel.changed(ID, [{ path: 'levers[0].amount', value: '-1' }])), { code: 'document-refused' });
  dagdeel.close();
});

test('beyond eight levers their effects are computed when they are asked for', async () => {
  const dagdeel = await open();
  const document = await dagdeel.document(ID);
  for (let copy = 1; copy <= 9; copy += 1) {
    const amount = { value: `${copy}000`, unit: 'euro', source: 'aanname' };
    document.levers.push({ kind: 'one_off', id: `los-${copy}`, name: { nl: 'Los', en: 'Single' }, on: true, from: '2022-10-01', nature: 'incidental', amount });
  }
  const has = (result) => result.tables.some(({ id }) => id === 'effect-per-maatregel');
  assert.equal(has(await dagdeel.run(document)), false);
  const effect = { node: 'effect-per-maatregel', labels: [label('year', '2022'), label('maatregel', 'los-3')] };
  assert.equal((await dagdeel.explain(document, effect)).value, '3000.00');
  const result = await dagdeel.run(document, { effects: true });
  assert.ok(has(result) && result.caveats.some(({ code }) => code === 'effects-drawn'));
  dagdeel.close();
});
