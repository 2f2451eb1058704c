// The Lorenz curve: which share of the cost the cheapest clients have, beside the line of all the same.

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { t, writeDecimal } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { extentOf, middle } from '../extent.ts';
import { Paper, type Scene } from '../scene.ts';

const TICKS = [0, 25, 50, 75, 100];

/** `curve` holds the share of the cost, in per cent, of the cheapest 0, 1 … 100 per cent of clients. */
export function lorenzScene(curve: readonly string[], width: number, lang: Lang): Scene | null {
  if (curve.length < 2) return null;
  const shares = curve.map((share) => middle(extentOf(share)) ?? 0);
  const least = Math.min(0, ...shares);
  const [left, right, top, bottom] = [52, width - 16, 14, 26];
  const height = Math.round(Math.min(380, Math.max(230, width * 0.6)));
  const x = scaleLinear([0, curve.length - 1], [left, right]);
  const y = scaleLinear([least, 100], [height - bottom - 18, top]);
  const paper = new Paper(width, height);
  for (const tick of TICKS) {
    paper.line(tick === 0 ? 'c-axis' : 'c-grid', left, y(tick), right, y(tick));
    paper.text('c-tick', left - 8, y(tick) + 4, `${tick}`, 'end');
    const at = x((tick / 100) * (curve.length - 1));
    paper.text('c-tick', at, height - bottom, `${tick}`, tick === 100 ? 'end' : tick === 0 ? 'start' : 'middle');
  }
  paper.text('c-tick', right, height - 6, t(lang, 'own.spread.clients'), 'end');
  paper.line('c-base-line', x(0), y(0), x(curve.length - 1), y(100));
  paper.path('c-scen-line', line<number>((_, index) => x(index), (share) => y(share))(shares));
  const ninety = Math.round((curve.length - 1) * 0.9);
  paper.circle('c-be-new', x(ninety), y(shares[ninety] ?? 0), 4);
  paper.text('c-strong c-halo', x(ninety) - 8, y(shares[ninety] ?? 0) - 8, `${writeDecimal(curve[ninety] ?? '0', lang)} %`, 'end');
  paper.textIfFree('c-note', x((curve.length - 1) * 0.42), y(50) - 10, t(lang, 'own.spread.equal'), 'end');
  return paper.scene();
}
