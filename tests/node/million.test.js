// A million lines: every planted error found and none invented, and answers beside a count that knows nothing of columns or
// cubes: lines of text, split at their semicolons.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openClaims } from 'dagdeel';

const ROWS = 1_000_000;
const WISH = { rows: ROWS, seed: 5, errors: 40, personal: true };
const CHANGES = [{ product: '41A18', from: '2022-10-01', tariff: '49.01' }, { product: '45V02', from: '2021-03-01', tariff: '97.53' }];

let claims;
let made;
let text;
before(async () => {
  claims = await openClaims();
  made = await claims.generate(WISH);
  text = await (await claims.generateFile(WISH)).text();
});
after(() => claims.close());

const cents = (amount) => Number(amount.replace(/[.,]/, ''));

/** Every line by itself: its fields, as a spreadsheet would have them. */
function* rows() {
  for (let from = text.indexOf('\n') + 1; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const [, , client, , municipality, product, day, , , volume, unit, , amount] = text.slice(from, end).split(';');
    yield { client, municipality, product, year: day.slice(6, 10), month: `${day.slice(6, 10)}-${day.slice(3, 5)}`, volume: Number(volume), unit, cents: cents(amount) };
    from = end + 1;
  }
}

async function hit(check) {
  const found = [];
  for (;;) {
    const { lines, all } = await claims.lines({ check, skip: found.length, take: 1_000 });
    found.push(...lines.map(({ row }) => row));
    if (found.length === all) return found;
  }
}

test('every planted error is found, none is invented, and all lines are accounted for to the cent', async () => {
  const { agreed, municipalities, providers, planted, all } = made;
  const report = await claims.check({ agreed, municipalities, providers, totals: [{ file: 0, total: all.euros }] });
  let kinds = 0;
  for (const { check, found } of report.checks) {
    const own = planted.find((each) => each.check === check)?.rows ?? [];
    assert.deepEqual(await hit(check), own, check);
    assert.equal(found.lines, own.length, check);
    kinds += own.length > 0 ? 1 : 0;
  }
  assert.equal(kinds, 10);
  assert.deepEqual([report.all.lines, report.clean.lines + report.wrong.lines], [ROWS, ROWS]);
  assert.equal(cents(report.clean.euros) + cents(report.wrong.euros), cents(report.all.euros));
  let sum = 0;
  for (const row of rows()) sum += row.cents;
  assert.equal(cents(report.all.euros), sum);
});

test('sums and different clients are those of a naive count', async () => {
  const naive = new Map();
  const everyone = new Set();
  for (const { year, municipality, product, client, cents: amount } of rows()) {
    const key = `${year} ${municipality} ${product.slice(0, 2)}`;
    const sum = naive.get(key) ?? { lines: 0, euros: 0, clients: new Set() };
    sum.lines += 1;
    sum.euros += amount;
    sum.clients.add(client);
    everyone.add(client);
    naive.set(key, sum);
  }
  const table = await claims.table({ axes: ['year', 'municipality', 'category'], clients: true });
  assert.equal(table.cells.length, naive.size);
  for (const cell of table.cells) {
    const key = cell.at.map((at, axis) => table.axes[axis].labels[at].id).join(' ');
    const { lines, euros, clients } = naive.get(key);
    assert.deepEqual([cell.lines, cents(cell.euros), cell.clients], [lines, euros, clients.size], key);
  }
  assert.equal(table.total.clients, everyone.size);
});

test('a lever on the cube is the lever on every line, minutes included', async () => {
  const tariff = ({ product, month }) => (product === '41A18' && month >= '2022-10' ? 4901 : product === '45V02' && month >= '2021-03' ? 9753 : null);
  const naive = new Map();
  for (const row of rows()) {
    const price = tariff(row);
    // An hourly tariff claimed in minutes is rounded line by line, half away from zero (IV081).
    const minutes = row.unit === '01' ? Math.sign(row.volume) * Math.floor((Math.abs(row.volume) * price + 30) / 60) : row.volume * price;
    const key = `${row.year} ${row.municipality} ${row.product}`;
    naive.set(key, (naive.get(key) ?? 0) + (price === null ? row.cents : minutes));
  }
  const priced = await claims.price({ side: 'municipality', changes: CHANGES });
  assert.equal(cents(priced.priced), [...naive.values()].reduce((sum, amount) => sum + amount, 0));
  assert.ok(priced.cells.length > 30);
  for (const { at: [year, side, product], priced: amount } of priced.cells) {
    const key = `${priced.years[year]} ${priced.sides[side].id} ${priced.products[product].id}`;
    assert.equal(cents(amount), naive.get(key), key);
  }
  const lines = await claims.priceLines({ side: 'municipality', changes: CHANGES });
  assert.equal(lines.perLine, priced.priced);
  assert.equal(cents(lines.perLine) - cents(lines.perCell), cents(lines.rounding));
});
