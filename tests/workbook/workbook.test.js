// What a workbook holds beside its formulas: where it comes from, unknowns, texts that look like formulas, scenarios side by side.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { DagdeelError, open, tableCsv, tableJson } from 'dagdeel';
import { agree } from './changes.js';
import { estimatesBehind, explained } from './explained.js';
import { spreadsheet } from './spreadsheet.js';
import { place, read } from './xlsx.js';

const FOUNDING = 'dagbesteding-regulier';
const dagdeel = await open();
after(() => dagdeel.close());

const founding = async (change = () => {}) => {
  const document = await dagdeel.document(FOUNDING);
  change(document);
  return document;
};
const volume = (document) => document.parts.find((part) => part.kind === 'product').volume;
/** The module that writes workbooks with one of its exports made to trap. */
function poisoned(name) {
  const module = binaryen.readBinary(readFileSync(new URL('../../pkg/sheets/sheets_bg.wasm', import.meta.url)));
  for (let at = 0; at < module.getNumExports(); at += 1) {
    const info = binaryen.getExportInfo(module.getExportByIndex(at));
    if (info.name === name) binaryen.Function.setBody(module.getFunction(info.value), module.unreachable());
  }
  return module.emitBinary();
}

const texts = (sheet) => sheet.rows.flatMap((row) => row ?? []).filter((cell) => typeof cell?.value === 'string').map((cell) => cell.value);
const address = (node, labels = {}) => ({ node, labels: Object.entries(labels).map(([axis, label]) => ({ axis, label })) });
/** Where a cell of a document stands in its workbook. */
const home = async (document, node, labels) => (await dagdeel.explain(document, address(node, labels))).spreadsheet_cell;

describe('a workbook', () => {
  let book;
  before(async () => {
    book = read(await dagdeel.workbook(FOUNDING));
  });

  test('says what made it, and from what', async () => {
    const { engine, document } = await dagdeel.run(FOUNDING);
    const about = texts(book.sheet('Toelichting'));
    assert.ok(about.includes(`Dagdeel ${engine}`));
    assert.ok(about.includes(document.checksum));
    assert.match(book.files.get('docProps/core.xml'), new RegExp(document.checksum));
  });

  test('has its sheets in the order of reading, frozen and ready to print', () => {
    assert.deepEqual(book.sheets.map(({ name }) => name), ['Toelichting', 'Invoer', 'Berekening', 'Resultaat']);
    for (const name of ['Invoer', 'Berekening']) {
      const { xml } = book.sheet(name);
      assert.match(xml, /<pane xSplit="2" ySplit="1"[^>]* state="frozen"\/>/);
      assert.match(xml, /orientation="landscape"/);
      assert.match(xml, /fitToHeight="0"/);
    }
    assert.ok(book.names.has('_xlnm.Print_Titles'));
  });

  test('says of each input its unit, date, source, place in the document and remark', async () => {
    const { row } = place(await home(FOUNDING, 'oude-groepsgrootte'));
    const [name, , unit, source, date, path, remark] = book.sheet('Invoer').rows[row].map((cell) => cell?.value);
    assert.deepEqual([name, unit, source, date], ['Groepsgrootte bij het oude tarief', 'dagdelen per groepsdagdeel', 'ZHZ-2022', '2022-09-05']);
    assert.match(path, /^parts\[1\]\.old_size/);
    assert.match(remark, /maximaal 8/);
  });

  test('names the inputs and outcomes that have one value', async () => {
    const outcome = await dagdeel.explain(FOUNDING, address('structureel-effect'));
    assert.equal(book.names.get('structureel_effect').replaceAll('$', ''), outcome.spreadsheet_cell);
    assert.ok(book.names.has('nieuwe_groepsgrootte'));
  });

  test('has the formula that the explanation gives', async () => {
    const { spreadsheet, spreadsheet_cell } = await dagdeel.explain(FOUNDING, address('verschil-per-dagdeel'));
    const { sheet, row, col } = place(spreadsheet_cell);
    assert.equal(spreadsheet.replaceAll('Berekening!', ''), `=${book.sheet(sheet).rows[row][col].formula}`);
    assert.match(spreadsheet, /^=Berekening!H\d+-Berekening!H\d+$/);
    const input = await dagdeel.explain(FOUNDING, address('nieuwe-groepsgrootte'));
    assert.equal(input.spreadsheet, null);
    assert.match(input.spreadsheet_cell, /^Invoer!/);
  });

  test('links the periods of one field, so that one change reaches them all', async () => {
    const sheet = spreadsheet(book);
    sheet.set(await home(FOUNDING, 'tarief-ongewijzigd', { period: '2022-01', product: FOUNDING }), 40);
    assert.equal(sheet.get(await home(FOUNDING, 'tarief-ongewijzigd', { period: '2023-12', product: FOUNDING })), 40);
    sheet.close();
  });

  test('is the same bytes each time, in a worker and without', async () => {
    const here = await open({ worker: false });
    const [once, again, other] = [await dagdeel.workbook(FOUNDING), await dagdeel.workbook(FOUNDING), await here.workbook(FOUNDING)];
    here.close();
    assert.ok(Buffer.from(once).equals(again) && Buffer.from(once).equals(other));
  });

  test('opens at the formula of a cell', async () => {
    const at = address('effect-per-jaar', { year: '2023' });
    const opened = read(await dagdeel.workbook(FOUNDING, { at }));
    const cell = (await dagdeel.explain(FOUNDING, at)).spreadsheet_cell;
    assert.match(opened.files.get('xl/workbook.xml'), /activeTab="2"/);
    assert.match(opened.sheet('Berekening').xml, new RegExp(`activeCell="${cell.split('!')[1]}"`));
  });

  test('speaks English', async () => {
    const english = read(await dagdeel.workbook(FOUNDING, { language: 'en' }));
    assert.deepEqual(english.sheets.map(({ name }) => name), ['About', 'Input', 'Calculation', 'Result']);
    assert.ok(texts(english.sheet('Result')).includes('Difference per half-day'));
    const sheet = spreadsheet(english);
    assert.equal(sheet.get(english.names.get('structureel_effect')), 183_840);
    sheet.close();
  });

  test('locks what only the engine can compute, and marks the inputs that reach nothing else', async () => {
    const path = await dagdeel.document('jeugdigen-29');
    const estimates = read(await dagdeel.workbook(path));
    const locked = await home(path, 'maatregel-min-29-factor', { period: '2025' });
    const { row, col } = place(locked);
    const cell = estimates.sheet('Berekening').rows[row][col];
    assert.equal(cell.formula, null);
    assert.match(estimates.sheet('Berekening').xml, /<sheetProtection/);
    const formats = /<cellXfs[^]*?<\/cellXfs>/.exec(estimates.files.get('xl/styles.xml'))[0].match(/<xf [^>]*\/>|<xf [^>]*[^/]>[^]*?<\/xf>/g);
    assert.doesNotMatch(formats[cell.style], /locked="0"/);
    const input = place(await home(path, 'maatregel-min-29-afname'));
    const remark = estimates.sheet('Invoer').rows[input.row][6].value;
    assert.match(remark, /alleen een schatting/);
    const open = estimates.sheet('Invoer').rows[input.row][input.col];
    assert.match(formats[open.style], /locked="0"/);
  });
});

describe('what is not known', () => {
  test('passes on as in the engine, and follows when it is filled in', async () => {
    const unknown = await founding((document) => (volume(document).clients.value = null));
    const result = await dagdeel.run(unknown);
    const cells = await explained(dagdeel, unknown, result);
    const behind = estimatesBehind(cells);
    const book = read(await dagdeel.workbook(unknown));
    const sheet = spreadsheet(book);
    const clients = await home(unknown, 'clienten', { product: FOUNDING });
    assert.equal(sheet.get(clients), 'onbekend');
    await agree(dagdeel, unknown, sheet, cells, behind);
    sheet.set(clients, 100);
    const { compared } = await agree(dagdeel, await founding(), sheet, cells, behind);
    assert.ok(compared > 100);
    sheet.close();
  });

  test('is skipped and counted by a sum, which then cannot be computed with', async () => {
    const two = await founding((document) => {
      const [product] = document.parts;
      document.parts.push({ ...structuredClone(product), id: 'tweede' });
      document.parts.at(-1).volume.clients.value = null;
    });
    const result = await dagdeel.run(two);
    const cells = await explained(dagdeel, two, result);
    const sheet = spreadsheet(read(await dagdeel.workbook(two)));
    await agree(dagdeel, two, sheet, cells, estimatesBehind(cells));
    const known = structuredClone(two);
    known.parts.at(-1).volume.clients.value = '7';
    sheet.set(await home(two, 'clienten', { product: 'tweede' }), 7);
    await agree(dagdeel, known, sheet, cells, estimatesBehind(cells));
    sheet.close();
  });

  test('an effect shows its known part, and under it how many parts are missing', async () => {
    const vague = await founding((document) => {
      const [product] = document.parts;
      const second = { ...structuredClone(product), id: 'tweede' };
      second.volume.clients.value = null;
      document.parts.push(second);
      const [lever] = document.levers;
      document.levers.push({ kind: 'tariff_change', id: 'alles', name: lever.name, on: true, from: lever.from, nature: 'structural', percent: { value: '0.10', unit: '1', source: 'aanname' } });
    });
    const effects = (await dagdeel.run(vague)).tables.find(({ id }) => id === 'effect-per-maatregel');
    // The last year of the first measure: years first, then measures.
    const partial = effects.cells.at(-vague.levers.length);
    assert.ok('known' in partial && partial.unknown > 0, JSON.stringify(effects.cells));
    const { rows } = read(await dagdeel.workbook(vague)).sheet('Resultaat');
    const start = rows.findIndex((row) => row?.some((cell) => String(cell?.value ?? '').startsWith('Effect per maatregel')));
    const told = rows.slice(start).map((row) => Array.from(row ?? [], (cell) => cell?.value ?? null));
    const at = told.findIndex(([label]) => String(label).includes('waarvan onbekend'));
    assert.ok(at > 0, 'the count stands under the row');
    assert.equal(told[at].at(-1), partial.unknown);
    assert.equal(told[at - 1].at(-1), Number(partial.known));
  });

  test('what was not observed is absent, and no zero', async () => {
    const document = await dagdeel.document('verblijf-gooi');
    const sheet = spreadsheet(read(await dagdeel.workbook(document)));
    for (const id of ['clienten', 'kosten']) assert.notEqual(sheet.get(await home(document, id, { year: '2020', categorie: 'gezinshuizen' })), 0, id);
    assert.equal(sheet.get(await home(document, 'clienten-totaal', { year: '2020' })), 563);
    sheet.close();
  });

  test('a range is unknown in a formula, and its bounds stand beside it', async () => {
    const between = await founding((document) => Object.assign(volume(document).clients, { value: null, low: '90', high: '110' }));
    const book = read(await dagdeel.workbook(between));
    assert.ok(texts(book.sheet('Invoer')).some((text) => text.includes('Ligt tussen 90 en 110.')));
    assert.ok(texts(book.sheet('Resultaat')).some((text) => /ligt tussen 165\.456,00 en 202\.224,00/.test(text)));
  });
});

test('a text of a document is never a formula', async () => {
  const hostile = ['=HYPERLINK("http://x")', '+1+1', '-1-1', '@SUM(A1)', '\t=1', '\r=1'];
  const document = await founding((document) => {
    document.title = { nl: hostile[0], en: 'x' };
    document.place = { nl: hostile[1], en: 'x' };
    document.parts[0].name = { nl: hostile[2], en: 'x' };
    document.levers[0].name = { nl: hostile[3], en: 'x' };
    document.parts[0].volume.clients.note = { nl: hostile[4], en: 'x' };
    document.sources[0].short = hostile[5];
  });
  for (const documents of [document, [document, FOUNDING]]) {
    const book = read(await dagdeel.workbook(documents));
    const cells = book.sheets.flatMap(({ rows }) => rows.flatMap((row) => row ?? [])).filter((cell) => cell !== undefined);
    for (const { formula } of cells.filter((cell) => cell.formula !== null)) {
      assert.doesNotMatch(formula, /HYPERLINK|http|SUM\(A1\)|1\+1|1-1/);
    }
    const shown = cells.filter((cell) => cell.formula === null).map((cell) => cell.value);
    for (const text of hostile.slice(0, 4)) assert.ok(shown.some((value) => typeof value === 'string' && value.includes(text)), text);
  }
});

describe('scenarios side by side', () => {
  test('are compared live', async () => {
    const dearer = await founding((document) => {
      document.id = 'duurder';
      document.levers[0].amount.value = '50.01';
    });
    const book = read(await dagdeel.workbook([FOUNDING, dearer]));
    const names = ['Toelichting', 'Vergelijking', 'Invoer 1', 'Berekening 1', 'Resultaat 1', 'Invoer 2', 'Berekening 2', 'Resultaat 2'];
    assert.deepEqual(book.sheets.map(({ name }) => name), names);
    const sheet = spreadsheet(book);
    const row = book.sheet('Vergelijking').rows.findIndex((row) => row?.[0]?.value === 'Meerkosten per jaar') + 1;
    assert.deepEqual(['D', 'E', 'F'].map((column) => sheet.get(`Vergelijking!${column}${row}`)), [183_840, 199_840, 16_000]);
    const { row: at, col } = place((await dagdeel.explain(dearer, address('maatregel-nieuw-tarief-tarief'))).spreadsheet_cell);
    sheet.set(`'Invoer 2'!${String.fromCharCode(65 + col)}${at + 1}`, 49.01);
    assert.ok(Math.abs(sheet.get(`Vergelijking!F${row}`)) < 1e-6);
    sheet.close();
  });

  test('of different places show what each has', async () => {
    const book = read(await dagdeel.workbook([FOUNDING, 'crisistoeslag']));
    const rows = book.sheet('Vergelijking').rows.slice(1);
    const filled = (row, col) => Boolean(row[col]?.formula);
    assert.ok(rows.some((row) => filled(row, 3) && !filled(row, 4)) && rows.some((row) => filled(row, 3) && filled(row, 4)));
  });
});

describe('no workbook', () => {
  const refused = (documents, code, more = {}) => assert.rejects(dagdeel.workbook(documents, more), (error) => {
    assert.ok(error instanceof DagdeelError);
    assert.equal(error.code, code);
    for (const { message } of error.problems) assert.ok(message.nl && message.en);
    return true;
  });

  test('of nothing, or of too much', async () => {
    await refused([], 'workbook-refused');
    await refused(Array(9).fill(FOUNDING), 'workbook-refused');
    const large = await founding((document) => {
      document.horizon = { from: '2022-01-01', to: '2072-01-01', step: 'month' };
      document.parts.push(...Array.from({ length: 200 }, (_, at) => ({ ...document.parts[0], id: `kopie-${at}` })));
    });
    await refused(large, 'workbook-refused');
  });

  test('of a document that is refused', async () => {
    await refused(await founding((document) => (document.levers[0].amount.unit = 'euro/uur')), 'document-refused');
  });

  test('when it is stopped, and then another', async () => {
    const stop = new AbortController();
    const fractions = [];
    const onProgress = (fraction) => {
      fractions.push(fraction);
      if (fraction > 0.3) stop.abort();
    };
    const long = await founding((document) => (document.horizon = { from: '2022-01-01', to: '2062-01-01', step: 'month' }));
    await refused(long, 'cancelled', { signal: stop.signal, onProgress });
    assert.deepEqual(fractions, [...fractions].sort((a, b) => a - b));
    assert.ok(read(await dagdeel.workbook(FOUNDING)).sheets.length === 4);
  });

  test('without the module that writes it, or with another', async () => {
    const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    for (const [sheets, code] of [[empty.subarray(0, 4), 'sheets-unavailable'], [empty, 'workbook-failed']]) {
      const without = await open({ sheets });
      await assert.rejects(without.workbook(FOUNDING), { code });
      assert.ok((await without.run(FOUNDING)).tables.length > 0);
      without.close();
    }
  });

  test('of a document that needs more than there is, and then another', async () => {
    const trapping = await open({ sheets: async () => poisoned('xlsx_finish') });
    await assert.rejects(trapping.workbook(FOUNDING), { code: 'workbook-failed' });
    await assert.rejects(trapping.workbook(FOUNDING), { code: 'workbook-failed' });
    assert.ok((await trapping.run(FOUNDING)).tables.length > 0);
    trapping.close();
  });
});

describe('one table', () => {
  test('as CSV, in Dutch and in English', async () => {
    const result = await dagdeel.run(FOUNDING);
    assert.equal(tableCsv(result, 'effect-per-jaar'), 'Jaar;waarde;eenheid;opmerking\r\n2022;45960,00;euro;\r\n2023;183840,00;euro;\r\n');
    assert.equal(tableCsv(result, 'effect-per-jaar', 'en').split('\r\n')[1], '2022,45960.00,euro,');
    assert.equal(tableCsv(result, 'verschil-per-dagdeel'), 'waarde;eenheid;opmerking\r\n11,49;euro/dagdeel;\r\n');
    assert.throws(() => tableCsv(result, 'geen'), { code: 'unknown-table' });
  });

  test('as CSV, texts that look like formulas are marked and unknowns are said', async () => {
    const document = await founding((document) => {
      document.parts[0].name = { nl: '=1;"x"', en: '=1' };
      Object.assign(volume(document).clients, { value: null, low: '90', high: '110' });
    });
    const result = await dagdeel.run(document);
    const [, line] = tableCsv(result, 'productkosten-per-jaar').split('\r\n');
    assert.ok(line.includes('"\'=1;""x"""'), line);
    assert.match(line, /;euro;tussen \d+,00 en \d+,00$/);
  });

  test('as JSON, with the document that made it', async () => {
    const result = await dagdeel.run(FOUNDING);
    const file = tableJson(result, 'kosten-per-jaar');
    assert.deepEqual(file.document, result.document);
    assert.deepEqual(file.axes.map(({ id }) => id), ['year', 'variant']);
    assert.equal(file.table.unit, 'euro');
  });
});
