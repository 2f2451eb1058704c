// A waiting list with a goal: how many hours and euros bring the wait down to it.

import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type Queue = Extract<Part, { kind: 'queue' }>;

export function wait(tell: Tell, part: Queue): Telling | null {
  if (!part.goal) return null;
  const periods = tell.labels('period');
  const last = periods.findLast(({ to }) => to !== null && to <= part.goal!.by) ?? periods.at(-1);
  const labels = { period: last?.id ?? '' };
  const goal = { wait: tell.write('wachttijd-doel', labels, 1), now: tell.write('wachttijd', labels, 1), name: part.name[tell.lang], date: last ? tell.name(last) : '' };
  const hours = part.hours !== undefined;
  const known = tell.knows('nodig') && tell.knows('wachttijd', labels);
  const first = periods.find(({ from }) => from !== null && from >= part.goal!.from);
  const start = { period: first?.id ?? '' };
  const extra = part.hours?.beside ? 'extra-uren-samen' : 'extra-uren';
  return {
    id: part.id,
    answer: [known && hours ? { key: 'tell.wait.answer', params: { ...goal, extra: tell.write(extra, start, 1), amount: tell.euro('extra-kosten-totaal') } }
      : known ? { key: 'tell.wait.answer-clients', params: { ...goal, needed: tell.write('nodig') } } : { key: 'tell.wait.unknown', params: { name: part.name[tell.lang] } }],
    figures: hours ? [
      tell.figure('tell.wait.now', 'wachttijd', 'tell.wait.months', { labels, params: { date: goal.date } }),
      tell.figure('tell.wait.needed', 'uren-nodig', 'tell.wait.a-week'),
      tell.figure('tell.wait.extra', extra, 'tell.wait.a-week', { labels: start }),
      tell.figure('tell.wait.costs', 'extra-kosten-totaal', 'tell.wait.costs-note', { total: true }),
    ] : [
      tell.figure('tell.wait.now', 'wachttijd', 'tell.wait.months', { labels, params: { date: goal.date } }),
      tell.figure('tell.wait.needed-clients', 'nodig', 'tell.wait.a-month', { total: true }),
    ],
    blocks: [
      { is: 'lines', id: `${part.id}-wachttijd`, axis: 'period', message: known ? { key: 'tell.wait.message', params: goal } : { key: 'tell.wait.plain', params: {} }, bar: tell.say('tell.wait.bar'),
        series: [{ name: tell.say('tell.wait.unchanged'), table: tell.node('wachttijd') }, { name: tell.say('tell.wait.goal'), table: tell.node('wachttijd-doel') }] },
      ...(hours ? [{ is: 'table' as const, id: `${part.id}-uren`, title: tell.say('tell.wait.hours'), message: { key: 'tell.wait.hours-message' as const, params: { after: tell.write('uren-daarna', {}, 1), wait: tell.write('wachttijd-daarna', {}, 1) } }, bar: tell.say('tell.wait.a-week'),
        spec: { head: [tell.say('tell.period'), tell.say('tell.wait.waiting'), tell.say('tell.wait.waiting-goal'), tell.say('tell.wait.extra')],
          rows: periods.map((period) => ({ name: tell.name(period), cells: ['wachtenden', 'wachtenden-doel', extra].map((what) => tell.ref(what, { period: period.id })) })) } }] : []),
    ],
  };
}
