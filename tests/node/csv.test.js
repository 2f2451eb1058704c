// Our reader of CSV beside an independent one, on thousands of generated files: quoted, ragged, odd ones included.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClaims } from 'dagdeel';
import Papa from 'papaparse';

const FILES = 2_000;

/** A small generator of our own, so that a failing file can be made again by its number. */
function random(seed) {
  let state = seed * 2_654_435_761 + 1;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const WORDS = ['G1', 'Súdwest', 'a "b" c', 'een;twee', 'een,twee', 'regel\neinde', ' ruim ', '', '=1+1', '-', '"', '__proto__', 'één\r\ntwee'];

/** One file: what it holds, and its text. */
function file(number) {
  const pick = random(number);
  const delimiter = [';', ',', '\t', '|'][pick(4)];
  const end = ['\n', '\r\n'][pick(2)];
  const quoted = (text) => (pick(4) === 0 || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = ['Gemeente', 'Product', 'Maand', 'Bedrag'].map(quoted);
  let text = lines.join(delimiter) + end;
  for (let count = 1 + pick(12); count > 0; count -= 1) {
    const cents = pick(2_000_000) - 500_000;
    const amount = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
    const cells = [WORDS[pick(WORDS.length)], `41A${10 + pick(5)}`, `2023-0${1 + pick(9)}`, amount].map(quoted);
    if (pick(12) === 0) cells.pop();
    if (pick(12) === 0) cells.push('x');
    text += cells.join(delimiter) + (count === 1 && pick(2) === 0 ? '' : end);
    if (pick(10) === 0) text += end;
  }
  return { delimiter, text };
}

/** Lines and cents by municipality, as the independent reader has them; a line of another length is refused. */
function expected({ delimiter, text }) {
  const { data } = Papa.parse(text, { delimiter });
  const sums = new Map();
  let rejected = 0;
  for (const cells of data.slice(1).filter((cells) => cells.length > 1 || cells[0] !== '')) {
    // A line that lost its amount and got another cell has four, and still no amount.
    if (cells.length !== 4 || cells[3] === 'x') {
      rejected += 1;
      continue;
    }
    const name = cells[0].replace(/[\r\n]/g, '').trim();
    const sum = sums.get(name) ?? [0, 0];
    sums.set(name, [sum[0] + 1, sum[1] + Math.round(Number(cells[3].replace(',', '.')) * 100)]);
  }
  return { rejected: rejected > 0, sums: [...sums].sort(([one], [other]) => (one < other ? -1 : 1)) };
}

test(`${FILES} generated files read as an independent reader reads them`, async () => {
  const claims = await openClaims();
  let lines = 0;
  for (let number = 1; number <= FILES; number += 1) {
    const made = file(number);
    const wanted = expected(made);
    const choices = { delimiter: made.delimiter, decimal: 'comma', dates: 'ymd', columns: [0, 1, 2, 3].map((column) => ({ column, meaning: ['municipality', 'product', 'period', 'amount'][column] })) };
    const report = await claims.read({ name: `${number}.csv`, data: new TextEncoder().encode(made.text) }, choices);
    const table = await claims.table({ axes: ['municipality'] });
    const [axis] = table.axes;
    const sums = table.cells.map((cell) => [axis.labels[cell.at[0]].id, [cell.lines, Number(cell.euros.replace('.', ''))]]);
    assert.deepEqual(sums.sort(([one], [other]) => (one < other ? -1 : 1)), wanted.sums, `file ${number}`);
    assert.equal(report.rejected.lines > 0, wanted.rejected, `file ${number}`);
    assert.equal(report.all.lines, report.accepted.lines + report.rejected.lines);
    lines += report.accepted.lines;
    await claims.remove(0);
  }
  assert.ok(lines > FILES);
  claims.close();
});
