// The model as a sheet in HyperFormula.
import { HyperFormula } from 'hyperformula';
import { sheet } from './sheet.js';

export const name = 'HyperFormula';

export function load(inputs) {
  const { rows, tariff, index, totals } = sheet(inputs);
  const engine = HyperFormula.buildFromArray(rows, { licenseKey: 'gpl-v3', maxRows: rows.length + 10 });
  const at = (place) => ({ sheet: 0, ...place });
  return {
    setTariff: (product, cents) => engine.setCellContents(at(tariff(product)), cents / 100),
    setIndex: (year, value) => engine.setCellContents(at(index(year)), value / 10_000),
    /** In cents; rounded, since a double carries no exact cents. */
    totals: () => totals.map((total) => BigInt(Math.round(engine.getCellValue(at(total)) * 100))),
    close: () => engine.destroy(),
  };
}
