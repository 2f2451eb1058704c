// Costs of which only a range is known, split over municipalities: a range for each.

import { extentOf } from '../../../charts/extent.ts';
import type { ScenarioDocument } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

export function ranges(tell: Tell, document: ScenarioDocument): Telling | null {
  const year = tell.labels('year').at(-1);
  const members = tell.labels('gemeente');
  if (!year || members.length === 0) return null;
  const labels = { year: year.id, variant: 'nieuw' };
  const table = 'kosten-per-gemeente';
  const at = (gemeente: string) => ({ table, labels: { ...labels, gemeente } });
  const cell = (gemeente: string) => tell.at(table, { ...labels, gemeente });
  const open = members.filter(({ id }) => { const own = cell(id); return typeof own === 'object' && 'low' in own && own.low !== own.high; });
  if (open.length === 0) return null;
  const widest = open.reduce((best, each) => (width(cell(each.id)) > width(cell(best.id)) ? each : best));
  const params = { name: document.title[tell.lang], year: tell.name(year), amount: tell.euroOf('kosten-per-jaar', labels), municipality: tell.name(widest), own: tell.euroOf(table, { ...labels, gemeente: widest.id }) };
  return {
    id: document.parts.flatMap((part) => (part.kind === 'product' ? [part.id] : []))[0] ?? 'bandbreedte',
    answer: [{ key: 'tell.ranges.answer', params }],
    figures: [
      { label: tell.say('tell.ranges.total', params), ref: { table: 'kosten-per-jaar', labels }, note: tell.say('tell.ranges.total-note') },
      { label: tell.say('tell.ranges.widest', params), ref: at(widest.id), note: tell.say('tell.ranges.widest-note') },
    ],
    blocks: [{ is: 'bars', id: 'bandbreedte', message: { key: 'tell.ranges.message', params }, bar: tell.say('tell.ranges.bar', params), head: [tell.say('plan.municipality'), tell.say('tell.ranges.costs')],
      rows: members.map(({ id, name }) => ({ name: name[tell.lang], cells: [at(id)] })) }],
  };
}

/** How far the ends of a cell lie apart on paper, to order by; it is shown nowhere. */
function width(cell: ReturnType<Tell['at']>): number {
  const extent = extentOf(cell);
  return extent.kind === 'none' ? 0 : extent.high - extent.low;
}
