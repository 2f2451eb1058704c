// The model as a sheet in HyperFormula. Row 1 holds the price indices, row 2 the growths; then a row per product:
// tariff, volume, five prices, five volumes, five costs; the last row has the totals.
import { HyperFormula } from 'hyperformula';
import { YEARS } from './generate.js';

const column = (at) => String.fromCharCode(65 + at);
const PRICE = 2;
const VOLUME = PRICE + YEARS;
const COST = VOLUME + YEARS;

export const name = 'HyperFormula';

export function load({ tariffs, volumes, prices, growths }) {
  const per = (whole) => whole / 10_000;
  const rows = [
    [null, null, ...Array.from(prices, per)],
    [null, null, ...Array.from(growths, per)],
  ];
  for (let product = 0; product < tariffs.length; product += 1) {
    const row = rows.length + 1;
    const cells = [tariffs[product] / 100, volumes[product]];
    for (let year = 0; year < YEARS; year += 1) {
      const before = year === 0 ? `A${row}` : `${column(PRICE + year - 1)}${row}`;
      cells[PRICE + year] = `=ROUND(${before}*$${column(PRICE + year)}$1,2)`;
    }
    for (let year = 0; year < YEARS; year += 1) {
      const before = year === 0 ? `B${row}` : `${column(VOLUME + year - 1)}${row}`;
      cells[VOLUME + year] = `=ROUND(${before}*$${column(PRICE + year)}$2,2)`;
    }
    for (let year = 0; year < YEARS; year += 1) {
      cells[COST + year] = `=ROUND(${column(PRICE + year)}${row}*${column(VOLUME + year)}${row},2)`;
    }
    rows.push(cells);
  }
  const last = rows.length;
  const totals = Array.from({ length: YEARS }, (_, year) => `=SUM(${column(COST + year)}3:${column(COST + year)}${last})`);
  rows.push([...Array(COST).fill(null), ...totals]);
  const engine = HyperFormula.buildFromArray(rows, { licenseKey: 'gpl-v3', maxRows: last + 10 });
  const cell = (row, col) => ({ sheet: 0, row, col });
  return {
    setTariff: (product, cents) => engine.setCellContents(cell(product + 2, 0), cents / 100),
    setIndex: (year, value) => engine.setCellContents(cell(0, PRICE + year), value / 10_000),
    /** In cents; rounded, since a double carries no exact cents. */
    totals: () => totals.map((_, year) => BigInt(Math.round(engine.getCellValue(cell(last, COST + year)) * 100))),
    close: () => engine.destroy(),
  };
}
