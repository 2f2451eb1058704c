// The model of BARS Q7 as a sheet, for every engine that computes sheets. Row 1 holds the price indices, row 2 the growths; then
// a row per product: tariff, volume, five prices, five volumes, five costs; the last row has the totals.
import { YEARS } from './generate.js';

const column = (at) => String.fromCharCode(65 + at);
const PRICE = 2;
const VOLUME = PRICE + YEARS;
const COST = VOLUME + YEARS;

/** The cells, and where the tariffs, the indices and the totals stand, counted from 0. */
export function sheet({ tariffs, volumes, prices, growths }) {
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
  const years = Array.from({ length: YEARS }, (_, year) => COST + year);
  rows.push([...Array(COST).fill(null), ...years.map((at) => `=SUM(${column(at)}3:${column(at)}${last})`)]);
  return {
    rows,
    tariff: (product) => ({ row: product + 2, col: 0 }),
    index: (year) => ({ row: 0, col: PRICE + year }),
    totals: years.map((col) => ({ row: last, col })),
  };
}
