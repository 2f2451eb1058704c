// Every question of BARS in one place, Node or a page.
import { claims } from './claims.js';
import { csv } from './csv.js';
import { model } from './model.js';
import { simulation } from './simulation.js';

/** Gives the rows of the table, one after another, as they are measured. */
export async function* all(place, options) {
  for (const work of [claims, simulation, csv, model]) yield* await work(place, options);
}
