// Workbooks as files of claims: a sheet is chosen, its dates and numbers are real ones, and what cannot be read says where and why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { openClaims } from 'dagdeel';

/** A zip file of these parts. */
function zip(parts) {
  const [files, directory] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [bytes, path] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(bytes);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, path, packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, more, path]));
    files.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return new Blob([Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end])]);
}

const column = (at) => String.fromCharCode(65 + at);

/** Rows as a sheet: numbers as numbers, texts within the cell, dates as numbers in the style of a date. */
const sheet = (rows) => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((cells, row) => `<row r="${row + 1}">${cells.map((cell, at) => {
  const place = `${column(at)}${row + 1}`;
  if (cell instanceof Date) return `<c r="${place}" s="1"><v>${cell.valueOf() / 86_400_000 + 25_569}</v></c>`;
  return typeof cell === 'number' ? `<c r="${place}"><v>${cell}</v></c>` : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
}).join('')}</row>`).join('')}</sheetData></worksheet>`;

function workbook(sheets) {
  const names = Object.keys(sheets);
  return zip({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...Object.fromEntries(Object.values(sheets).map((content, at) => [`xl/worksheets/sheet${at + 1}.xml`, content])),
  });
}

const HEAD = ['clientnummer', 'gemeente', 'product', 'begindatum', 'einddatum', 'volume', 'eenheid', 'tarief', 'bedrag'];
const line = (client, volume) => [client, '0384', '41A18', new Date(Date.UTC(2023, 1, 1)), new Date(Date.UTC(2023, 1, 28)), volume, 16, 37.52, volume * 37.52];
const ROWS = [HEAD, line(1, 16), line(2, 10), line(3, 0.5), line(4, 7)];
const name = 'declaraties.xlsx';

const refusal = async (asked) => {
  try {
    await asked;
  } catch (error) {
    return error.place;
  }
  return assert.fail('it was read');
};

test('a sheet of a workbook is matched, read and asked as the same data in CSV', async () => {
  const [claims, other] = [await openClaims(), await openClaims()];
  const data = workbook({ Toelichting: sheet([['Declaraties van 2023']]), Declaraties: sheet(ROWS) });
  const first = await claims.inspect({ name, data });
  assert.deepEqual([first.sheets, first.sheet, first.readable], [['Toelichting', 'Declaraties'], 'Toelichting', false]);
  const found = await claims.inspect({ name, data }, { sheet: 'Declaraties' });
  assert.deepEqual(found.columns.map(({ meaning }) => meaning), ['client', 'municipality', 'product', 'from', 'through', 'volume', 'unit', 'tariff', 'amount']);
  const report = await claims.read({ name, data }, { sheet: 'Declaraties' });
  assert.deepEqual([report.sheet, report.accepted.lines, report.rejected.lines], ['Declaraties', 3, 1]);
  assert.deepEqual(report.problems.map(({ code, line }) => [code, line]), [['too-many-decimals', 4]]);
  const text = (cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : typeof cell === 'number' ? String(Math.round(cell * 100) / 100).replace('.', ',') : cell);
  const csv = ROWS.map((row) => row.map(text).join(';')).join('\n');
  const same = await other.read({ name: 'declaraties.csv', data: new Blob([csv]) });
  assert.deepEqual([same.accepted, same.rejected.lines], [report.accepted, 1]);
  const asked = { axes: ['month', 'product'], clients: true };
  assert.deepEqual(await claims.table(asked), await other.table(asked));
  for (const each of [claims, other]) each.close();
});

test('a bomb, a password and a damaged workbook are refused with place and reason, and leave the claims as they were', async () => {
  const claims = await openClaims();
  const good = workbook({ Declaraties: sheet(ROWS) });
  await claims.read({ name, data: good });
  const before = await claims.summary();
  const bomb = workbook({ Blad1: `<worksheet><sheetData>${' '.repeat(250_000_000)}</sheetData></worksheet>` });
  assert.ok(bomb.size < 1_000_000, `${bomb.size} bytes`);
  const closed = new Blob([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(508), Buffer.from('EncryptedPackage', 'utf16le')]);
  const whole = Buffer.from(await good.arrayBuffer());
  const broken = workbook({ Blad1: sheet(ROWS).replace('<row r="4">', '<row r="4"></c>') });
  for (const [data, code, row] of [[bomb, 'xlsx-too-large', null], [closed, 'xlsx-password', null], [new Blob([whole.subarray(0, 900)]), 'xlsx-damaged', null], [broken, 'xlsx-damaged', 4]]) {
    const place = await refusal(claims.read({ name, data }));
    assert.deepEqual([place.code, place.file, place.line], [code, name, row]);
    assert.ok(place.message.nl.length > 20 && place.message.en.length > 20);
  }
  assert.equal((await refusal(claims.read({ name, data: good }, { sheet: 'Blad9' }))).code, 'xlsx-sheet');
  assert.deepEqual(await claims.summary(), before);
  claims.close();
});
