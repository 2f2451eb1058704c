// The simulation in Squiggle: the same chains over its sampled distributions.
import { run } from '@quri/squiggle-lang';
import { GROWTH, INDEX, QUANTILES, YEARS } from './draws.js';

export const name = 'Squiggle';

const drawn = ([mean, spread]) => `normal(${mean}, ${spread})`;

/** The model as text: one growth for each product and year, one index for each year. */
function model({ tariffs, volumes }) {
  const lines = [];
  for (let year = 0; year < YEARS; year += 1) {
    const before = year === 0 ? '1' : `level${year - 1}`;
    lines.push(`level${year} = ${before} * ${drawn(INDEX)}`);
    const costs = [];
    for (let at = 0; at < tariffs.length; at += 1) {
      const start = year === 0 ? `${volumes[at]}` : `v${at}y${year - 1}`;
      lines.push(`v${at}y${year} = ${start} * ${drawn(GROWTH)}`);
      costs.push(`${tariffs[at] / 100} * v${at}y${year}`);
    }
    lines.push(`total${year} = level${year} * (${costs.join(' + ')})`);
  }
  const quantiles = Array.from({ length: YEARS }, (_, year) => QUANTILES.map((share) => `quantile(total${year}, ${share})`).join(', '));
  lines.push(`[${quantiles.join(', ')}]`);
  return lines.join('\n');
}

export async function simulate(inputs, draws) {
  const { result } = await run(model(inputs), { environment: { sampleCount: draws, xyPointLength: 1000 } });
  if (!result.ok) throw new Error(String(result.value));
  return result.value.result.asJS();
}
