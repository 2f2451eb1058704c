// An independent spreadsheet engine over a workbook that was read from its file.
import { HyperFormula } from 'hyperformula';
import { place } from './xlsx.js';

/** The workbook in HyperFormula: only its formulas and constants go in, none of its kept values. */
export function spreadsheet(book) {
  const content = (cell) => {
    if (!cell) return null;
    if (cell.formula !== null) return `=${cell.formula}`;
    // A text that begins like a formula is a text in the file; an apostrophe says so here.
    return typeof cell.value === 'string' ? `'${cell.value}` : cell.value;
  };
  const rows = ({ rows }) => Array.from(rows, (row) => Array.from(row ?? [], content));
  const sheets = Object.fromEntries(book.sheets.map((sheet) => [sheet.name, rows(sheet)]));
  const engine = HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3', maxRows: 200_000, maxColumns: 1_000 });
  const at = (address) => {
    const { sheet, row, col } = place(address);
    return { sheet: engine.getSheetId(sheet), row, col };
  };
  return {
    set: (address, value) => engine.setCellContents(at(address), value),
    /** A number, a text, or `{ error }`. */
    get(address) {
      const value = engine.getCellValue(at(address));
      return value !== null && typeof value === 'object' ? { error: value.value } : value;
    },
    close: () => engine.destroy(),
  };
}
