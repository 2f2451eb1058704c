// A cost price step by step: for each party a bar that begins where the step before ended, the amounts beside it.

import { scaleLinear } from 'd3-scale';
import { t, writeCell } from '../../i18n/index.ts';
import { axisOf, tableOf } from '../../store/selectors.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { look, onDay, partyWord, type Case } from '../../views/cost-price/case.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth, wrapped } from '../text.ts';

export interface Step {
  id: string;
  name: string;
  /** For each party its amount, and where its bar begins and ends. */
  parts: { cell: Cell | undefined; from: number; to: number }[];
  difference: Cell | undefined;
}

const EURO = { format: 'amount', decimals: 2 } as const;

export function stepsOf(result: Result, found: Case, lang: Lang): Step[] {
  const levels = found.part.parties.map(() => 0);
  return (axisOf(result, 'kostprijs-stap')?.labels ?? []).map((label) => ({
    id: label.id,
    name: label.name[lang],
    parts: found.part.parties.map(({ id }, index) => {
      const { cell } = look(result, 'kostprijs-opbouw', onDay(found, id, { 'kostprijs-stap': label.id }));
      const from = levels[index] ?? 0;
      const to = from + (middle(extentOf(cell)) ?? 0);
      levels[index] = to;
      return { cell, from, to };
    }),
    difference: tableOf(result, 'kostprijs-opbouw-verschil') ? look(result, 'kostprijs-opbouw-verschil', onDay(found, null, { 'kostprijs-stap': label.id })).cell : undefined,
  }));
}

const NARROW = 460;
const LOOKS = [{ c: 's-c', text: 'c-cost-text' }, { c: 's-b', text: 'c-scen-text', fill: 'hatch-dense' as const }];

export function buildUpScene(result: Result, found: Case, { width, lang }: { width: number; lang: Lang }): Scene | null {
  const steps = stepsOf(result, found, lang);
  if (steps.length === 0 || steps.every(({ parts }) => parts.every(({ cell }) => typeof cell !== 'string'))) return null;
  const narrow = width < NARROW;
  const column = narrow ? 58 : 72;
  const two = found.second !== null;
  const columns = found.part.parties.length + (two ? 1 : 0);
  const right = width - columns * column;
  const left = narrow ? 0 : 186;
  const ends = steps.flatMap(({ parts }) => parts.flatMap(({ from, to }) => [from, to]));
  const x = scaleLinear().domain([Math.min(0, ...ends), Math.max(1, ...ends)]).range([left, narrow ? width : right - 12]);
  // On a narrow page the name takes the line above the bars, as far as the amounts leave room.
  const lines = steps.map(({ name }) => wrapped(name, (narrow ? right : left) - 10, FONT));
  const bars = found.part.parties.length * 12;
  const heights = lines.map((own) => (narrow ? own.length * 15 + bars + 14 : Math.max(38, own.length * 15 + 10)));
  const paper = new Paper(width, 44 + heights.reduce((sum, height) => sum + height, 0) + 36);
  const end = (index: number) => right + (index + 1) * column;
  found.part.parties.forEach(({ id }, index) => {
    const look = LOOKS[index];
    paper.text(`c-strong ${look?.text ?? ''}`, end(index), 12, partyWord(found, id, lang), 'end');
    paper.rect(look?.c ?? '', end(index) - 20, 19, end(index), 28, look?.fill);
  });
  if (two) paper.text('c-note', end(columns - 1), 12, t(lang, 'cost.build.difference'), 'end');
  paper.line('c-axis', 0, 36, width, 36);
  let top = 40;
  steps.forEach((step, at) => {
    const height = heights[at] ?? 38;
    lines[at]?.forEach((line, row) => paper.text('c-label', 0, top + 16 + row * 15, line));
    step.parts.forEach(({ cell }, index) => paper.text(LOOKS[index]?.text ?? '', end(index), top + 16, writeCell(cell, EURO, lang), 'end'));
    if (two) paper.text('c-note', end(columns - 1), top + 16, writeCell(step.difference, EURO, lang, true), 'end');
    const first = narrow ? top + (lines[at]?.length ?? 1) * 15 + 8 : top + 4;
    step.parts.forEach(({ from, to }, index) => {
      const y = first + index * 12;
      paper.rect(LOOKS[index]?.c ?? '', x(from), y, x(to), y + 10, LOOKS[index]?.fill);
      if (at < steps.length - 1 && !narrow) paper.line('c-connector', x(to), y + 10, x(to), y + height);
    });
    top += height;
  });
  paper.line('c-axis', 0, top + 4, width, top + 4);
  const total = t(lang, 'cost.build.total', { unit: '' }).trim();
  if (textWidth(total, FONT, true) < right - 8) paper.text('c-strong', 0, top + 24, total.replace(/ per$/, ''));
  found.part.parties.forEach(({ id }, index) => paper.text(`c-strong ${LOOKS[index]?.text ?? ''}`, end(index), top + 24, writeCell(look(result, 'kostprijs-tarief', onDay(found, id)).cell, EURO, lang), 'end'));
  if (two) paper.text('c-strong', end(columns - 1), top + 24, writeCell(look(result, 'kostprijs-verschil', onDay(found)).cell, EURO, lang, true), 'end');
  return paper.scene();
}
