// The founding case on claims by the package: figures of loaded claims beside a document that holds none of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { figuresOf, isBaseOf, open, openClaims, supplied } from 'dagdeel';

const CODE = '41A18';
let engine;
let claims;
before(async () => {
  engine = await open();
  claims = await openClaims();
  await claims.generate({ rows: 60_000, seed: 8 });
});
after(() => {
  engine.close();
  claims.close();
});

const unknown = (unit) => ({ value: null, unit, source: 'declaraties' });

/** The founding case on claims of its product, by municipality or provider. */
async function onClaims(base, kind) {
  const document = await engine.document('dagbesteding-regulier');
  document.sources.push({ id: 'declaraties', short: 'Declaraties 2022', title: { nl: 'Eigen declaraties', en: 'Own claims' }, date: '2022' });
  Object.assign(document.parts[0], { code: CODE, volume: { per_year: unknown('dagdeel/jaar') } });
  const members = base[kind].map(({ label }) => ({ id: label.id.toLowerCase().replaceAll(' ', '-'), code: label.id, name: label.name, share: unknown('1') }));
  document.parts.push({ kind, members });
  document.parts.push({ kind: 'own_claims', source: 'declaraties', year: 2022, lines: base.all.lines, euros: base.all.euros, hash: base.hash, products: ['dagbesteding-regulier'] });
  return document;
}

const cents = (text) => BigInt(text.replace('.', ''));
const cell = (result, id, labels) => {
  const table = result.tables.find((each) => each.id === id);
  const place = table.axes.reduce((at, axis) => {
    const { labels: all } = result.axes.find((each) => each.id === axis);
    return at * all.length + all.findIndex((label) => label.id === labels[axis]);
  }, 0);
  return table.cells[place];
};

test('per municipality and per provider the answer is that of the cube, to the cent', async () => {
  const base = await claims.base({ year: '2022', products: [CODE] });
  const changes = [{ product: CODE, from: '2020-01-01', tariff: '37.52' }, { product: CODE, from: '2022-10-01', tariff: '49.01' }];
  for (const [kind, side, axis, table] of [['municipalities', 'municipality', 'gemeente', 'kosten-per-gemeente'], ['providers', 'provider', 'aanbieder', 'kosten-per-aanbieder']]) {
    const document = await onClaims(base, kind);
    const figures = figuresOf(document, base);
    const result = await engine.run(supplied(document, figures));
    const priced = await claims.price({ side, changes, selection: { only: [{ axis: 'year', labels: ['2022'] }, { axis: 'product', labels: [CODE] }] } });
    assert.equal(cell(result, 'kosten-per-jaar', { year: '2022', variant: 'nieuw' }), priced.priced);
    const cells = priced.cells.map((each) => ({ ...each, side: priced.sides[each.at[1]].id }));
    assert.ok(cells.length > 5);
    for (const each of cells) {
      const id = each.side.toLowerCase().replaceAll(' ', '-');
      assert.equal(cell(result, table, { year: '2022', variant: 'nieuw', [axis]: id }), each.priced, each.side);
    }
    const members = document.parts.find((part) => part.kind === kind).members;
    const sum = members.reduce((all, { id }) => all + cents(cell(result, table, { year: '2022', variant: 'nieuw', [axis]: id })), 0n);
    assert.equal(sum, cents(priced.priced));
    const explained = await engine.explain(supplied(document, figures), { node: 'volume-per-jaar', labels: [{ axis: 'product', label: 'dagbesteding-regulier' }] });
    assert.equal(explained.value, `${base.products[0].measured}.00`);
    assert.ok(JSON.stringify(explained).includes(base.hash), 'an explanation leads down to the claims');
  }
});

test('figures of other claims, and in the place of what a document gives itself, are not supplied', async () => {
  const base = await claims.base({ year: '2022', products: [CODE] });
  const document = await onClaims(base, 'municipalities');
  for (const other of [{ ...base, hash: '0' }, { ...base, year: '2021' }, { ...base, all: { ...base.all, lines: 1 } }]) {
    assert.equal(isBaseOf(document, other), false);
    assert.deepEqual(figuresOf(document, other), []);
  }
  document.parts[0].volume.per_year = { value: '100', unit: 'dagdeel/jaar', source: 'aanname' };
  assert.ok(figuresOf(document, base).every(({ path }) => !path.startsWith('parts[0].')));
  const own = await engine.run(supplied(document, []));
  assert.equal(own.document.checksum, (await engine.run(document)).document.checksum);
  const changed = await engine.changed(supplied(document, figuresOf(document, base)), [{ path: 'levers[0].amount', value: '50.00' }]);
  assert.deepEqual([changed.format, changed.levers[0].amount.value], ['dagdeel-scenario/1', '50.00']);
});
