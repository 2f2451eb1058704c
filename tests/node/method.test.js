// The method of every document, and the walk from every number down to what it rests on, as a consumer of the package in Node
// gets them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { DagdeelError, open } from 'dagdeel';
import { file, shipped } from './support.js';

let dagdeel;
before(async () => {
  dagdeel = await open();
});
after(() => dagdeel.close());

const corpus = () => readdirSync(file('tests/corpus/')).filter((name) => name.endsWith('.json')).map((name) => [name, readFileSync(file(`tests/corpus/${name}`), 'utf8')]);

test('the method of the founding case names its formulas, its sources and what is assumed', async () => {
  const method = await dagdeel.method('dagbesteding-regulier');
  const of = (node) => method.formulas.find((formula) => formula.address.node === node);
  assert.equal(method.format, 'dagdeel-method/1');
  const lasting = of('structureel-effect');
  assert.equal(lasting.value, '183840.00');
  assert.equal(lasting.symbols.nl, `(${of('verschil-per-dagdeel').number}) × (${of('dagdelen-per-jaar').number})`);
  assert.deepEqual(lasting.sources, ['zhz-2022']);
  assert.equal(lasting.assumptions, 3);
  assert.equal(method.inputs.find((input) => input.path === 'levers[0].amount').value, '49.01');
  assert.equal(method.document.checksum, (await dagdeel.run('dagbesteding-regulier')).document.checksum);
  await assert.rejects(dagdeel.method('{}'), (error) => error instanceof DagdeelError && error.code === 'document-refused');
});

test('every document that is shipped or kept has a method that covers its tables', async () => {
  for (const [name, text] of [...Object.entries(shipped()), ...corpus()]) {
    const [method, result] = [await dagdeel.method(text), await dagdeel.run(text)];
    const known = new Set([...method.formulas, ...method.inputs].map((entry) => entry.address.node));
    assert.deepEqual(result.tables.map((table) => table.id).filter((id) => !known.has(id)), [], name);
  }
});

test('what is told of a shipped scenario is what its method says, and which of its figures are assumed', async () => {
  for (const [id, text] of Object.entries(shipped())) {
    const [told, method] = [await dagdeel.about(id), await dagdeel.method(text)];
    assert.deepEqual(told, await dagdeel.about(text), id);
    assert.deepEqual([told.id, told.sources, told.counts, told.caveats], [id, method.sources, method.counts, method.caveats.map((caveat) => caveat.text)]);
    assert.equal(told.assumptions.reduce((sum, { places }) => sum + places, 0), method.counts.assumed, id);
    assert.ok(told.outcomes.length > 0, id);
  }
  const { assumptions } = await dagdeel.about('dagbesteding-regulier');
  assert.equal(assumptions.find(({ name }) => name.nl === 'Cliënten').value, '100');
});

/** The addresses of all cells of a result. */
function* addresses(result) {
  for (const table of result.tables) {
    const axes = table.axes.map((id) => result.axes.find((axis) => axis.id === id));
    for (let at = 0; at < table.cells.length; at += 1) {
      let rest = at;
      const labels = [];
      for (const axis of axes.toReversed()) {
        labels.unshift({ axis: axis.id, label: axis.labels[rest % axis.labels.length].id });
        rest = Math.floor(rest / axis.labels.length);
      }
      yield [{ node: table.id, labels }, table.cells[at]];
    }
  }
}

const key = (address) => JSON.stringify([address.node, ...address.labels.map(({ label }) => label)]);

test('every number of every shipped scenario explains itself to leaves that are sourced or say that they are not', async () => {
  for (const [id, text] of Object.entries(shipped())) {
    const result = await dagdeel.run(text);
    const seen = new Set();
    const leaves = { source: 0, assumption: 0, choice: 0, calendar: 0, definition: 0 };
    const waiting = [];
    const visit = (node) => {
      if (seen.has(key(node.address))) return;
      if (node.children.length === 0 && node.more > 0) {
        waiting.push(node.address);
        return;
      }
      seen.add(key(node.address));
      if (node.children.length > 0) {
        assert.ok(node.formula?.nl && node.formula.en, `${id}: ${key(node.address)} has no formula in words`);
        node.children.forEach(visit);
        // At most 60 cells are given behind one; a sum of more is left to the walk through the engine itself.
        return;
      }
      assert.ok(node.basis !== null || node.formula !== null, `${id}: ${key(node.address)} rests on nothing`);
      if (node.basis === null) return;
      leaves[node.basis] += 1;
      assert.equal(node.source !== null, node.basis === 'source', `${id}: ${key(node.address)}`);
      assert.equal(node.assumption, node.basis === 'assumption', `${id}: ${key(node.address)}`);
    };
    for (const [address, cell] of addresses(result)) {
      if (seen.has(key(address))) continue;
      const explained = await dagdeel.explain(text, address);
      assert.deepEqual(explained.value, cell, `${id}: ${key(address)}`);
      visit(explained);
    }
    while (waiting.length > 0) {
      const address = waiting.pop();
      if (!seen.has(key(address))) visit(await dagdeel.explain(text, address));
    }
    assert.ok(leaves.source + leaves.assumption > 0, `${id}: ${JSON.stringify(leaves)}`);
  }
});
