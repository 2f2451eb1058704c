// What is allocated and what of it is claimed, a row for each product, provider or whatever they are by.

import { scaleLinear } from 'd3-scale';
import type { AllocationUseRow } from 'dagdeel';
import { writeDecimal } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth } from '../text.ts';

/** The rows that are drawn at most, those of which most is allocated. */
export const DRAWN = 10;
const BAR = 12;
const ROW = 14;
const LABEL = 18;

const at = (euros: string) => Math.max(0, middle(extentOf(euros)) ?? 0);

/** The allocated bar is dotted, the claimed one below it solid, the part beside it in per cent. */
export function takeUpScene(all: readonly AllocationUseRow[], width: number, lang: Lang): Scene | null {
  const rows = [...all].sort((one, other) => at(other.toDate.allocated) - at(one.toDate.allocated)).slice(0, DRAWN);
  const most = Math.max(0, ...rows.flatMap(({ toDate }) => [at(toDate.allocated), at(toDate.claimed)]));
  if (rows.length === 0 || most === 0) return null;
  const words = rows.map(({ toDate }) => (toDate.share === null ? '–' : `${writeDecimal(toDate.share, lang)} %`));
  const value = Math.max(...words.map((text) => textWidth(text, FONT, false))) + 10;
  const x = scaleLinear().domain([0, most]).range([0, Math.max(40, width - value)]);
  const each = LABEL + 2 * BAR + ROW;
  const paper = new Paper(width, rows.length * each);
  rows.forEach(({ label, toDate }, place) => {
    const top = place * each;
    paper.text('c-label', 0, top + 12, label.name[lang], 'start');
    paper.rect('', x(0), top + LABEL, x(at(toDate.allocated)), top + LABEL + BAR, 'dots-second');
    paper.rect('s-a', x(0), top + LABEL + BAR, x(at(toDate.claimed)), top + LABEL + 2 * BAR);
    paper.text('c-num', Math.max(x(at(toDate.allocated)), x(at(toDate.claimed))) + 6, top + LABEL + BAR + 5, words[place] ?? '', 'start');
  });
  paper.line('c-axis', x(0), 0, x(0), rows.length * each - ROW);
  return paper.scene();
}
