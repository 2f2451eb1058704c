// A simulation as tables beside those of the result, so that charts, tables and exports read both alike. Nothing is computed
// here: every number is the engine's.

import type { Cell, Result, SimulatedCell, SimulationResult } from '../store/types.ts';

/** Simulated tables have names of their own: their cells rest on draws and have no rekenstrook. */
const PREFIX = 'simulatie-';
export const isSimulated = (table: string): boolean => table.startsWith(PREFIX);

export const COSTS = 'simulatie-kosten';
export const CHANCE = 'simulatie-kans';
export const CHANCE_ERROR = 'simulatie-kans-fout';
export const RANKS = 'simulatie-rang';

const MEASURES = ['p5', 'p25', 'p50', 'p75', 'p95', 'mean', 'spread', 'p5-error', 'p50-error', 'p95-error'] as const;
export type Measure = (typeof MEASURES)[number];

function measured(cell: SimulatedCell, measure: Measure): Cell {
  if (measure === 'spread') return cell.spread;
  const [name, error] = measure.split('-') as ['p5' | 'p25' | 'p50' | 'p75' | 'p95' | 'mean', string | undefined];
  return error === undefined ? cell[name].value : cell[name].error;
}

/** "Huidig tarief" alone does not say of what. */
function called({ name, of }: SimulationResult['inputs'][number]['input']): { nl: string; en: string } {
  const both = (own: string, whole: string) => (own.startsWith(whole) ? own : `${whole}: ${own.charAt(0).toLowerCase()}${own.slice(1)}`);
  return of ? { nl: both(name.nl, of.name.nl), en: both(name.en, of.name.en) } : name;
}

const NONE: Cell = { undefined: 'none' };

/** The result with the simulation's tables, axes and labels added. */
export function merged(result: Result, simulation: SimulationResult): Result {
  const costs = simulation.tables.find(({ id }) => id === 'kosten-per-jaar');
  const chance = simulation.chances.find(({ id }) => id === 'kans-op-overschrijding');
  const plain = (id: string) => ({ id, name: { nl: id, en: id }, from: null, to: null });
  const axis = (id: string, labels: Result['axes'][number]['labels']) => ({ id, name: { nl: id, en: id }, labels });
  const known = new Set(result.axes.map(({ id }) => id));
  const axes = [
    ...result.axes,
    ...simulation.axes.filter(({ id }) => !known.has(id)),
    axis('maat', MEASURES.map(plain)),
    axis('invoer', simulation.inputs.map(({ input }) => ({ id: input.key, name: called(input), from: null, to: null }))),
  ];
  const tables = [...result.tables];
  if (costs) {
    const { name, unit, format, decimals } = costs;
    const each = (pick: (cell: SimulatedCell) => readonly Cell[], count: number) => costs.cells.flatMap((cell) => (cell ? pick(cell) : Array.from({ length: count }, () => NONE)));
    const amounts = each((cell) => MEASURES.map((measure) => measured(cell, measure)), MEASURES.length);
    tables.push({ id: COSTS, name, unit, format, decimals, kind: 'rate', axes: [...costs.axes, 'maat'], cells: amounts });
    const ranks = each((cell) => cell.ranks.map((rank) => rank ?? NONE), simulation.inputs.length);
    tables.push({ id: RANKS, name, unit: '1', format: 'number', decimals: 2, kind: 'rate', axes: [...costs.axes, 'invoer'], cells: ranks });
  }
  if (chance) {
    const { name, axes: own } = chance;
    const percent = { name, unit: '1', format: 'percent', decimals: 3, kind: 'rate', axes: own } as const;
    tables.push({ ...percent, axes: [...own], id: CHANCE, cells: chance.cells.map((cell) => cell?.value ?? NONE) });
    tables.push({ ...percent, axes: [...own], id: CHANCE_ERROR, cells: chance.cells.map((cell) => cell?.error ?? NONE) });
  }
  return { ...result, axes, tables };
}
