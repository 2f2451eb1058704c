// The cost of each party against attendance, with the tariff that holds laid through it: where they meet, a group breaks even.

import { area, curveLinear, curveMonotoneX, line } from 'd3-shape';
import { scaleLinear } from 'd3-scale';
import { t, writeCell } from '../../i18n/index.ts';
import { axisOf, tableOf } from '../../store/selectors.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { look, onDay, partyWord, type Case } from '../../views/cost-price/case.ts';
import { runsOf, type Point } from '../attendance/geometry.ts';
import { drawTicks, span, ticksOf } from '../axis.ts';
import { extentOf, middle } from '../extent.ts';
import { Paper, type Scene } from '../scene.ts';

const AXIS = 'kostprijs-aanwezig';
const EURO = { format: 'amount', decimals: 2 } as const;
const NUMBER = { format: 'number', decimals: 2 } as const;
/** How many clients are drawn on either side of where something happens. */
const AROUND = 2;

/** How the parties differ: the first solid in the colour of prices, the second dashed. */
const LOOKS = [
  { curve: 'c-cost-line', text: 'c-cost-text', mark: 'c-cost-dot' },
  { curve: 'c-base-line', text: 'c-base-text', mark: 'c-be-old' },
] as const;

export interface Curve {
  party: string;
  points: Point[];
  /** Where the tariff breaks even: one, several with staff in steps, or none. */
  evens: { cell: Cell; present: number }[];
}

export function curvesOf(result: Result, found: Case): Curve[] {
  const labels = axisOf(result, AXIS)?.labels ?? [];
  const steps = tableOf(result, 'kostprijs-kostendekkend-per-trede') ? (axisOf(result, 'kostprijs-trede')?.labels ?? []) : [];
  return found.part.parties.map(({ id: party }) => {
    const points = labels.map(({ id }): Point => {
      const { cell } = look(result, 'kostprijs-curve', onDay(found, party, { [AXIS]: id }));
      return { id, present: Number(id), cell, price: extentOf(cell) };
    });
    const cells = [look(result, 'kostprijs-kostendekkend', onDay(found, party)).cell,
      ...steps.map((step) => look(result, 'kostprijs-kostendekkend-per-trede', onDay(found, party, { 'kostprijs-trede': step.id })).cell)];
    const evens = cells.flatMap((cell) => {
      const present = middle(extentOf(cell));
      return cell === undefined || present === null ? [] : [{ cell, present }];
    });
    return { party, points, evens };
  });
}

/** The attendances that are drawn: around where the tariffs break even and what is present now. */
export function seenOf(result: Result, found: Case, curves: readonly Curve[]): { low: number; high: number } {
  const all = curves.flatMap(({ points }) => points.map(({ present }) => present));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const now = found.part.parties.flatMap(({ id }) => middle(extentOf(look(result, 'kostprijs-aanwezig', onDay(found, id)).cell)) ?? []);
  const told = [...curves.flatMap(({ evens }) => evens.map(({ present }) => present)), ...now].filter((at) => at >= least && at <= most);
  if (told.length === 0) return { low: least, high: most };
  return { low: Math.max(least, Math.floor(Math.min(...told)) - AROUND), high: Math.min(most, Math.ceil(Math.max(...told)) + AROUND) };
}

const curveFor = (run: readonly Point[]) => (run.length > 3 ? curveMonotoneX : curveLinear);

export function breakEvenScene(result: Result, found: Case, { width, lang }: { width: number; lang: Lang }): Scene | null {
  const tariff = look(result, 'kostprijs-geldend', onDay(found)).cell;
  const level = middle(extentOf(tariff));
  const every = curvesOf(result, found);
  if (level === null || every.every(({ points }) => points.every(({ price }) => price.kind === 'none'))) return null;
  const { low, high } = seenOf(result, found, every);
  const curves = every.map((curve) => ({ ...curve, points: curve.points.filter(({ present }) => present >= low && present <= high) }));
  const ends = span([extentOf(tariff), ...curves.flatMap(({ points }) => points.map(({ price }) => price))], false);
  if (!ends || low === high) return null;
  const [first = 0, last = 1] = scaleLinear().domain([Math.max(0, ends.low - (ends.high - ends.low) * 0.06), ends.high]).nice(6).domain();
  const ticks = ticksOf(first, last, 6, 0, lang);
  const [left, right] = [Math.max(38, Math.ceil(ticks.width) + 12), width - 8];
  const [top, bottom] = width < 440 ? [20, 250] : [20, 300];
  const y = scaleLinear().domain([first, last]).range([bottom, top]);
  const x = scaleLinear().domain([low, high]).range([left, right]);
  const paper = new Paper(width, bottom + 46);
  drawTicks(paper, ticks, y, left, right);
  // What the first party is short of below the attendance at which it breaks even.
  paper.clip('above', left, top - 20, right - left, y(level) - top + 20);
  for (const run of runsOf(curves[0]?.points ?? [])) {
    const shape = area<Point>().x(({ present }) => x(present)).y0(y(level)).y1(({ price }) => y(middle(price) ?? level)).curve(curveFor(run)).digits(1);
    paper.path('c-loss-fill', shape(run), { fill: 'hatch-loss', clip: 'above' });
  }
  paper.line('c-scen-line', left, y(level), right, y(level));
  curves.forEach(({ points, evens }, index) => {
    const style = LOOKS[index] ?? LOOKS[1];
    const runs = runsOf(points);
    runs.forEach((run, at) => {
      paper.path(style.curve, line<Point>().x(({ present }) => x(present)).y(({ price }) => y(middle(price) ?? 0)).curve(curveFor(run)).digits(1)(run));
      const [end, next] = [run.at(-1), runs[at + 1]?.[0]];
      if (end && next) paper.line('c-connector', x(end.present), y(middle(end.price) ?? 0), x(next.present), y(middle(next.price) ?? 0));
    });
    for (const { present } of evens) {
      if (present < low || present > high) continue;
      paper.line('c-drop', x(present), y(level), x(present), bottom);
      if (index === 0) paper.circle(style.mark, x(present), y(level), 6);
      else paper.rect(style.mark, x(present) - 5, y(level) - 5, x(present) + 5, y(level) + 5);
    }
  });
  // Words after the marks, so that no line crosses them; the numbers that are asked for first.
  curves.forEach(({ evens }, index) => evens.filter(({ present }) => present >= low && present <= high).forEach(({ cell, present }) => {
    paper.textIfFree(`c-strong ${LOOKS[index]?.text ?? ''} c-halo`, x(present) + 6, bottom - 8, writeCell(cell, NUMBER, lang));
  }));
  paper.text('c-strong c-scen-text c-halo', right - 4, y(level) - 9, t(lang, 'cost.even.tariff', { tariff: writeCell(tariff, EURO, lang) }), 'end');
  curves.forEach(({ party, points }, index) => {
    const name = t(lang, 'cost.even.by', { party: partyWord(found, party, lang) });
    const c = `c-strong ${LOOKS[index]?.text ?? ''} c-halo`;
    // The first party above the left of its curve, the second below the right: no name stands on another's line.
    const spots = points.filter(({ price }) => price.kind !== 'none').map(({ present, price }) => ({ at: x(present), on: y(middle(price) ?? 0) }));
    if (index === 0) spots.slice(2).some(({ at, on }) => paper.textIfFree(c, at + 10, Math.max(14, on - 12), name));
    else spots.reverse().some(({ at, on }) => paper.textIfFree(c, at - 4, on + 20, name, 'end'));
  });
  for (const { id, present } of curves[0]?.points ?? []) {
    if (!Number.isInteger(present)) continue;
    paper.line('c-axis', x(present), bottom, x(present), bottom + 5);
    paper.textIfFree('c-tick', x(present), bottom + 19, writeCell(id, NUMBER, lang), present === high ? 'end' : 'middle');
  }
  paper.text('c-note', (left + right) / 2, bottom + 38, t(lang, 'chart.attendance.axis'), 'middle');
  return paper.scene();
}
