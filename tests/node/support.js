// What the tests of the package share.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The clone's folder. */
export const root = new URL('../../', import.meta.url);

/** A file of the clone. */
export const file = (path) => fileURLToPath(new URL(path, root));

/** The texts of the shipped documents, by id. */
export function shipped() {
  const names = readdirSync(file('scenarios/')).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.map((name) => [name.slice(0, -'.json'.length), readFileSync(file(`scenarios/${name}`), 'utf8')]));
}

/** The cell of a table at the labels given by axis, such as `{ year: '2022' }`. */
export function cell(result, id, labels = {}) {
  const table = result.tables.find((table) => table.id === id);
  if (!table) throw new Error(`no table ${id}; there are ${result.tables.map((table) => table.id).join(', ')}`);
  let at = 0;
  for (const name of table.axes) {
    const axis = result.axes.find((axis) => axis.id === name);
    const label = axis.labels.findIndex((label) => label.id === labels[name]);
    if (label < 0) throw new Error(`${id}: no label ${labels[name]} on ${name}; there are ${axis.labels.map((l) => l.id).join(', ')}`);
    at = at * axis.labels.length + label;
  }
  return table.cells[at];
}

/** All cells of a table. */
export const cells = (result, id) => result.tables.find((table) => table.id === id).cells;
