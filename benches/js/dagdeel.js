// The model as a graph in our engine, built with its bench entry.
import { readFileSync } from 'node:fs';
import { initSync, Model } from './engine/engine.js';

initSync({ module: readFileSync(new URL('./engine/engine_bg.wasm', import.meta.url)) });

export const name = 'Dagdeel';

export function load({ tariffs, volumes, prices, growths }) {
  const model = new Model(tariffs, volumes, prices, growths);
  return {
    setTariff: (product, cents) => model.set_tariff(product, cents),
    setIndex: (year, value) => model.set_price_index(year, value),
    totals: () => Array.from(model.totals()),
    close: () => model.free(),
  };
}
