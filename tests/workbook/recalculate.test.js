// The workbook of every shipped scenario, recalculated by an independent spreadsheet engine with inputs changed, agrees with
// what the engine gives for the document with the same changes: every reported amount, to the cent.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open } from 'dagdeel';
import { agree, changeable, changed, changes, LEAST } from './changes.js';
import { estimatesBehind, explained, live } from './explained.js';
import { spreadsheet } from './spreadsheet.js';
import { place, read } from './xlsx.js';

const dagdeel = await open();
after(() => dagdeel.close());

for (const { id } of await dagdeel.scenarios()) {
  describe(id, () => {
    let document;
    let book;
    let cells;
    let behind;
    let fields;
    let ways;
    before(async () => {
      document = await dagdeel.document(id);
      book = read(await dagdeel.workbook(document));
      const result = await dagdeel.run(document);
      cells = await explained(dagdeel, document, result);
      behind = estimatesBehind(cells);
      fields = changeable(document, cells, live(cells, result), book);
      ways = changes(fields);
    });

    test('as it is', async () => {
      const sheet = spreadsheet(book);
      const { compared, reported } = await agree(dagdeel, document, sheet, cells, behind);
      assert.ok(compared > 0 && compared > reported * 0.9, `${compared} of ${reported}`);
      sheet.close();
    });

    test('what the file keeps is what a recalculation gives', () => {
      const sheet = spreadsheet(book);
      for (const { name, rows } of book.sheets) {
        rows.forEach((row, at) => row.forEach((cell, col) => {
          if (cell.formula === null || isStep(name, row)) return;
          const address = `'${name}'!${letters(col)}${at + 1}`;
          const shown = sheet.get(address);
          const fits = typeof cell.value === 'number' ? Math.abs(shown - cell.value) <= 1e-6 * Math.max(1, Math.abs(cell.value)) : JSON.stringify(shown) === JSON.stringify(cell.value);
          assert.ok(fits, `${address}: =${cell.formula} gives ${JSON.stringify(shown)}, kept ${JSON.stringify(cell.value)}`);
        }));
      }
      sheet.close();
    });

    test('with inputs changed in at least five ways, and with several changed at once', async () => {
      assert.ok(ways.length >= LEAST, `${ways.length} ways`);
      const sheet = spreadsheet(book);
      const original = (address) => {
        const { sheet, row, col } = place(address);
        return book.sheet(sheet).rows[row][col].value;
      };
      for (const some of [...ways.map((one) => [one]), ways.slice(0, fields.length)]) {
        for (const { cells, value } of some) for (const cell of cells) sheet.set(cell, Number(value));
        try {
          const { compared } = await agree(dagdeel, changed(document, some), sheet, cells, behind);
          assert.ok(compared > 0);
        } catch (error) {
          error.message = `${some.map(({ path, value }) => `${path} = ${value}`).join(', ')}: ${error.message}`;
          throw error;
        }
        for (const { cells } of some) for (const cell of cells) sheet.set(cell, original(cell));
      }
      sheet.close();
    });
  });
}

/** A step of a split has no identifier; binary may put a share on the other side of a whole number, which the part makes good. */
const isStep = (sheet, row) => sheet === 'Berekening' && !row[IDENTIFIER]?.value;
const IDENTIFIER = 5;

/** The letters of a column, counted from 0. */
function letters(col) {
  return (col >= 26 ? letters(Math.floor(col / 26) - 1) : '') + String.fromCharCode(65 + (col % 26));
}
