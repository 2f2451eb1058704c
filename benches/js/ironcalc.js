// The model as a sheet in IronCalc, whose module must have been started.
import { Model } from '@ironcalc/wasm';
import { sheet } from './sheet.js';

export const name = 'IronCalc';

export function load(inputs) {
  const { rows, tariff, index, totals } = sheet(inputs);
  const model = new Model('model', 'en', 'UTC', 'en');
  const set = ({ row, col }, value) => model.setUserInput(0, row + 1, col + 1, String(value));
  // As it is meant to be filled: everything is computed once, at the end.
  model.pauseEvaluation();
  rows.forEach((cells, row) => cells.forEach((value, col) => value !== null && set({ row, col }, value)));
  model.resumeEvaluation();
  model.evaluate();
  const read = ({ row, col }) => Number(model.getFormattedCellValue(0, row + 1, col + 1));
  return {
    setTariff: (product, cents) => set(tariff(product), cents / 100),
    setIndex: (year, value) => set(index(year), value / 10_000),
    /** In cents; rounded, since a double carries no exact cents. */
    totals: () => totals.map((total) => BigInt(Math.round(read(total) * 100))),
    close: () => model.free(),
  };
}
