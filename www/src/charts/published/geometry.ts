// Published amounts on one line for each place, a marker by what they are, with the two cost prices running through them.

import { scaleLinear } from 'd3-scale';
import { t, writeCell, type Key } from '../../i18n/index.ts';
import { cellAt } from '../../store/selectors.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { look, onDay, partyWord, type Case } from '../../views/cost-price/case.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { wrapped } from '../text.ts';

const EURO = { format: 'amount', decimals: 2 } as const;

type What = 'tariff' | 'personal_budget' | 'personal_budget_maximum' | 'wmo';
export const WHAT: Readonly<Record<What, Key>> = {
  tariff: 'cost.published.tariff', personal_budget: 'cost.published.personal_budget',
  personal_budget_maximum: 'cost.published.personal_budget_maximum', wmo: 'cost.published.wmo',
};

export interface Row {
  place: string;
  what: What;
  points: { id: string; name: string; cell: Cell | undefined; at: number | null }[];
}

/** One row for each place, year and kind of amount, in the order of the document. */
export function rowsOf(result: Result, found: Case, lang: Lang): Row[] {
  const rows = new Map<string, Row>();
  for (const own of found.part.published ?? []) {
    const place = `${own.place[lang]} ${own.year}`;
    const key = `${place} ${own.what}`;
    const cell = cellAt(result, 'kostprijs-gepubliceerd', { 'kostprijs-gepubliceerd': own.id });
    const row = rows.get(key) ?? { place, what: own.what, points: [] };
    row.points.push({ id: own.id, name: own.name[lang], cell, at: middle(extentOf(cell)) });
    rows.set(key, row);
  }
  return [...rows.values()];
}

const DIAMOND = 'M0 -7L7 0L0 7L-7 0Z';
const NARROW = 460;

function marker(paper: Paper, what: What, x: number, y: number): void {
  if (what === 'tariff') paper.rect('c-be-new', x - 5, y - 5, x + 5, y + 5);
  else if (what === 'wmo') paper.circle('c-be-old', x, y, 5.5);
  else paper.path('c-be-old', DIAMOND, { move: { x, y } });
}

export function publishedScene(result: Result, found: Case, { width, lang }: { width: number; lang: Lang }): Scene | null {
  const rows = rowsOf(result, found, lang);
  const prices = found.part.parties.map(({ id }, index) => {
    const { cell } = look(result, 'kostprijs-tarief', onDay(found, id));
    return { at: middle(extentOf(cell)), text: `${partyWord(found, id, lang)} ${writeCell(cell, EURO, lang)}`, line: index === 0 ? 'c-cost-line' : 'c-base-line', words: index === 0 ? 'c-cost-text' : 'c-base-text' };
  }).filter((price): price is typeof price & { at: number } => price.at !== null);
  const all = [...rows.flatMap(({ points }) => points.flatMap(({ at }) => (at === null ? [] : [at]))), ...prices.map(({ at }) => at)];
  if (all.length === 0) return null;
  const narrow = width < NARROW;
  const left = narrow ? 14 : 222;
  const low = Math.floor(Math.min(...all) / 10) * 10 - 5;
  const x = scaleLinear().domain([Math.max(0, low), Math.max(...all) + 4]).range([left, width - 26]);
  const head = 22;
  const words = rows.map(({ place, what }) => [place, ...wrapped(t(lang, WHAT[what]), narrow ? width : left - 14, FONT)]);
  const heights = words.map((own) => (narrow ? own.length * 15 + 46 : Math.max(58, own.length * 15 + 16)));
  const bottom = head + heights.reduce((sum, height) => sum + height, 0);
  const paper = new Paper(width, bottom + 28);
  const sorted = [...prices].sort((a, b) => a.at - b.at);
  sorted.forEach(({ at, text, words: c }, index) => {
    const start = index === sorted.length - 1 && sorted.length > 1;
    paper.text(`c-strong ${c}`, Math.min(width, Math.max(0, x(at) + (start ? -4 : 4))), 14, text, sorted.length === 1 ? 'middle' : start ? 'start' : 'end');
  });
  let top = head;
  rows.forEach((row, index) => {
    const height = heights[index] ?? 58;
    const y = narrow ? top + (words[index]?.length ?? 2) * 15 + 30 : top + height / 2 + 8;
    if (index > 0) paper.line('c-grid', 0, top, width, top);
    // The lines of the cost prices run through the part of a row where no words stand.
    for (const { at, line } of prices) paper.line(line, x(at), narrow ? y - 18 : top, x(at), top + height);
    words[index]?.forEach((line, at) => paper.text(at === 0 ? 'c-strong' : 'c-note', 0, top + 16 + at * 15, line));
    const known = row.points.flatMap(({ at }) => (at === null ? [] : [at]));
    if (known.length > 1) paper.line('c-leader', x(Math.min(...known)), y, x(Math.max(...known)), y);
    for (const { at, cell } of row.points) {
      if (at === null) continue;
      marker(paper, row.what, x(at), y);
      const text = writeCell(cell, EURO, lang);
      const spots = [[x(at), y - 11, 'middle'], [x(at) + 4, y - 11, 'start'], [x(at) - 4, y - 11, 'end'], [x(at), y + 19, 'middle']] as const;
      if (!spots.some(([px, py, anchor]) => paper.textIfFree('c-label c-halo', px, py, text, anchor))) paper.text('c-label c-halo', x(at), y + 19, text, 'middle');
    }
    top += height;
  });
  paper.line('c-axis', left, bottom, width, bottom);
  for (const tick of x.ticks(narrow ? 5 : 7)) {
    paper.line('c-axis', x(tick), bottom, x(tick), bottom + 5);
    paper.text('c-tick', x(tick), bottom + 19, writeCell(String(tick), { format: 'number', decimals: 0 }, lang), 'middle');
  }
  return paper.scene();
}
