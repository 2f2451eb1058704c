// The same comparison by LibreOffice, by hand: `node tests/workbook/libreoffice.js`. Each scenario's workbook is written with its
// inputs changed, opened and recalculated by a headless LibreOffice, saved again, and read from that file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'dagdeel';
import { agree, changeable, changed, changes } from './changes.js';
import { estimatesBehind, explained, live } from './explained.js';
import { place, read, zipped } from './xlsx.js';

/** Every formula is computed anew when a file is opened, whatever it kept. */
const ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

const folder = mkdtempSync(join(tmpdir(), 'dagdeel-'));
const profile = join(folder, 'profile');
mkdirSync(join(profile, 'user'), { recursive: true });
writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), ALWAYS);
const soffice = (...args) => String(execFileSync('soffice', [`-env:UserInstallation=file://${profile}`, '--headless', ...args], { stdio: ['ignore', 'pipe', 'ignore'] }));

/** The bytes of a workbook with other values in some cells; what its formulas kept stays as it was. */
function overwritten(book, some) {
  const files = new Map(book.files);
  for (const { cells, value } of some) {
    for (const address of cells) {
      const { sheet } = place(address);
      const path = `xl/worksheets/sheet${book.sheets.findIndex(({ name }) => name === sheet) + 1}.xml`;
      const cell = new RegExp(`(<c r="${address.split('!')[1]}"[^>]*><v>)[^<]*(</v>)`);
      if (!cell.test(files.get(path))) throw new Error(`${address} holds no number`);
      files.set(path, files.get(path).replace(cell, `$1${value}$2`));
    }
  }
  return zipped(files);
}

/** The workbook as LibreOffice computes it. */
function recalculated(bytes) {
  const file = join(folder, 'workbook.xlsx');
  writeFileSync(file, bytes);
  soffice('--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(folder, 'out'), file);
  const book = read(readFileSync(join(folder, 'out', 'workbook.xlsx')));
  return {
    get(address) {
      const { sheet, row, col } = place(address);
      return book.sheet(sheet).rows[row]?.[col]?.value ?? null;
    },
  };
}

const dagdeel = await open();
console.log(soffice('--version').trim());
try {
  for (const { id } of await dagdeel.scenarios()) {
    const document = await dagdeel.document(id);
    const book = read(await dagdeel.workbook(document));
    const result = await dagdeel.run(document);
    const cells = await explained(dagdeel, document, result);
    const behind = estimatesBehind(cells);
    const fields = changeable(document, cells, live(cells, result), book);
    const ways = changes(fields);
    let count = 0;
    for (const some of [[], ...ways.map((one) => [one]), ways.slice(0, fields.length)]) {
      const sheet = recalculated(overwritten(book, some));
      const { compared } = await agree(dagdeel, changed(document, some), sheet, cells, behind).catch((error) => {
        throw new Error(`${id}: ${some.map(({ path, value }) => `${path} = ${value}`).join(', ')}: ${error.message}`);
      });
      count += compared;
    }
    console.log(`${id}: ${ways.length + 2} recalculations, ${count} cells agree`);
  }
} finally {
  dagdeel.close();
  rmSync(folder, { recursive: true, force: true });
}
