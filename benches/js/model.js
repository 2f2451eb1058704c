// BARS Q7: a model of 50 or 5,000 products in our engine, in HyperFormula and in IronCalc. Every answer is compared with exact
// totals; a sheet of doubles loses cents, and the table says how many.
import { exactTotals, formulas, generate } from './generate.js';
import { timed } from './timing.js';

/** How far a sheet of doubles may be from the exact totals: it loses cents, but must compute the same model. */
const SHEET_TOLERANCE = 1e-6;
/** How many times faster than HyperFormula BARS wants us to be, at 5,000 products. */
const BARS = { load: 30, 'one tariff': 3, 'one index': 20 };

/** The questions: each changes the inputs by the run's number, so that no run repeats the one before. */
const CHANGES = {
  'one tariff': (model, inputs, run) => {
    const product = inputs.tariffs.length >> 1;
    inputs.tariffs[product] += 1 + run;
    model.setTariff(product, inputs.tariffs[product]);
  },
  'one index': (model, inputs, run) => {
    inputs.prices[0] += run % 2 === 0 ? 1 : -1;
    model.setIndex(0, inputs.prices[0]);
  },
};

/** Our engine, built with its bench entry. */
const dagdeel = (Model) => ({
  name: 'Dagdeel',
  exact: true,
  load({ tariffs, volumes, prices, growths }) {
    const model = new Model(tariffs, volumes, prices, growths);
    return {
      setTariff: (product, cents) => model.set_tariff(product, cents),
      setIndex: (year, value) => model.set_price_index(year, value),
      totals: () => Array.from(model.totals()),
      close: () => model.free(),
    };
  },
});

/** The largest difference between an engine's totals and the exact ones, in cents; fails where it is too large. */
function checked(engine, inputs, totals) {
  const exact = exactTotals(inputs);
  let worst = 0n;
  totals.forEach((total, year) => {
    const difference = total > exact[year] ? total - exact[year] : exact[year] - total;
    const allowed = engine.exact ? 0 : Number(exact[year]) * SHEET_TOLERANCE;
    if (Number(difference) > allowed) throw new Error(`Q7: ${engine.name}: ${total} cents in year ${year + 1}, exactly ${exact[year]}`);
    if (difference > worst) worst = difference;
  });
  return worst;
}

/** The medians of one engine, and how many cents it missed at worst. */
async function measured(engine, products, runs) {
  const inputs = generate(products);
  let missed = 0n;
  let model;
  const check = (totals) => {
    const worst = checked(engine, inputs, totals);
    if (worst > missed) missed = worst;
  };
  const loaded = () => {
    model?.close();
    model = engine.load(inputs);
    return model.totals();
  };
  const times = { load: (await timed(runs, loaded, check)).time };
  for (const [name, change] of Object.entries(CHANGES)) {
    const work = (run) => {
      change(model, inputs, run);
      return model.totals();
    };
    times[name] = (await timed(runs, work, check)).time;
  }
  model.close();
  return { name: engine.name, times, missed };
}

export async function model(place, { only, runs }) {
  if (only !== null && only !== 'Q7') return [];
  const rows = [];
  for (const products of [50, 5_000]) {
    const ours = await measured(dagdeel(place.Model), products, runs);
    const peers = [];
    for (const sheet of place.sheets) peers.push(await measured(sheet, products, runs));
    const lost = peers.map(({ missed, name }) => `${name} € ${(Number(missed) / 100).toFixed(2)}`).join(', ');
    rows.push(...Object.keys(ours.times).map((what) => ({
      question: 'Q7',
      of: `${what}, ${formulas(products).toLocaleString('en')} formulas`,
      ours: ours.times[what],
      peers: peers.map(({ name, times }) => ({ name, time: times[what], bar: products === 5_000 && name === 'HyperFormula' ? BARS[what] : null })),
      note: what === 'load' ? `off by at worst: Dagdeel € 0.00, ${lost}` : '',
    })));
  }
  return rows;
}
