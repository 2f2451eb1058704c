// Changed inputs: which there are, what a document becomes with them, and whether a workbook agrees with the engine on it.
import assert from 'node:assert/strict';
import { addresses, keyOf } from './explained.js';
import { place } from './xlsx.js';

/** In how many ways inputs are changed at least and at most, each by itself and then all at once. */
export const LEAST = 5;
const MOST = 12;

/** The holder and the key of a path such as `parts[0].tariffs[0].amount`, which holds a figure or a bare number. */
export function field(document, path) {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop();
  const holder = steps.reduce((inside, step) => inside?.[step], document);
  const found = holder?.[last];
  return found !== null && typeof found === 'object' ? [found, 'value'] : [holder, last];
}

/** Another value with as many decimals, further off in each round: more, or for a number without unit a share nearer to a half. */
function another(value, unit, round) {
  const decimals = value.split('.')[1]?.length ?? 0;
  if (unit === '1') return (Number(value) * 0.8 ** round + 0.05 * round).toFixed(4);
  const more = (Number(value) * (1 + 0.0625 * round)).toFixed(decimals);
  return Number(more) === Number(value) ? String(Number(value) + round) : more;
}

/** The inputs that can be changed: one for each field of the document, with its cells in the workbook. */
export function changeable(document, cells, alive, book) {
  const fields = new Map();
  for (const [key, cell] of cells) {
    if (cell.work.op !== 'input' || !['source', 'assumption'].includes(cell.basis) || typeof cell.value !== 'string') continue;
    if (!alive.has(key)) continue;
    const [holder, last] = field(document, cell.path);
    const { sheet, row, col } = place(cell.spreadsheet_cell);
    const kept = book.sheet(sheet).rows[row][col];
    if (kept.formula !== null || typeof holder?.[last] !== 'string' || Number(holder[last]) !== Number(cell.value)) continue;
    const own = fields.get(cell.path) ?? { path: cell.path, node: cell.address.node, was: holder[last], unit: cell.unit, cells: [] };
    own.cells.push(cell.spreadsheet_cell);
    fields.set(cell.path, own);
  }
  return [...fields.values()];
}

/** The changes: some of each quantity, so that all kinds are among them; where there are few, by several values each. */
export function changes(fields) {
  const turns = new Map();
  const turn = (node) => turns.set(node, (turns.get(node) ?? 0) + 1).get(node);
  const ordered = fields.map((one) => ({ ...one, turn: turn(one.node) })).sort((a, b) => a.turn - b.turn);
  const ways = [];
  for (let round = 1; round <= LEAST && (round === 1 || ways.length < LEAST); round += 1) {
    ways.push(...ordered.slice(0, MOST).map((one) => ({ ...one, value: another(one.was, one.unit, round) })));
  }
  return ways;
}

/** Compares every reported cell, and returns how many were compared. */
export async function agree(dagdeel, changed, sheet, cells, behind) {
  const result = await dagdeel.run(changed);
  const stale = new Set();
  for (const [key, { address, value, work }] of cells) {
    if (work.op !== 'estimate') continue;
    const anew = await dagdeel.explain(changed, address);
    if (JSON.stringify(anew.value) !== JSON.stringify(value)) stale.add(key);
  }
  let compared = 0;
  for (const { address, cell } of addresses(result)) {
    const key = keyOf(address);
    const home = cells.get(key)?.spreadsheet_cell;
    // A changed attendance adds a label of its own; an outcome of several runs has no formula; a stale estimate is locked.
    if (!home || [...(behind.get(key) ?? [])].some((estimate) => stale.has(estimate))) continue;
    compared += 1;
    same(sheet.get(home), cell, `${key} at ${home}`);
  }
  return { compared, reported: addresses(result).length };
}

/** A value of the workbook and a cell of the result. */
function same(shown, cell, where) {
  if (typeof cell === 'object' && 'undefined' in cell) {
    assert.ok(shown?.error === (cell.undefined === 'division-by-zero' ? '#DIV/0!' : '#N/A'), `${where}: ${JSON.stringify(shown)}, expected ${cell.undefined}`);
  } else if (typeof cell === 'object' && !('known' in cell)) {
    assert.equal(shown, 'onbekend', where);
  } else {
    const expected = Number(typeof cell === 'string' ? cell : cell.known);
    const margin = Math.min(0.001, 1e-7 * Math.max(1, Math.abs(expected)));
    assert.ok(typeof shown === 'number' && Math.abs(shown - expected) <= margin, `${where}: ${JSON.stringify(shown)}, expected ${expected}`);
  }
}

/** A document with these changes. */
export function changed(document, some) {
  const copy = structuredClone(document);
  for (const { path, value } of some) {
    const [holder, last] = field(copy, path);
    holder[last] = value;
  }
  return copy;
}
