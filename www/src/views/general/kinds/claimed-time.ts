// Contacts claimed as planned, by the quarter of an hour, or by the minute.

import { signOf } from '../../../charts/extent.ts';
import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type ClaimedTime = Extract<Part, { kind: 'claimed_time' }>;

export function claimedTime(tell: Tell, part: ClaimedTime): Telling {
  const [contact, way] = [tell.node('contact'), tell.node('wijze')];
  const ways = tell.own('wijze');
  const sign = signOf(tell.cell('kwartier-verschil'));
  const message = { key: sign === null ? 'tell.time.unknown' : sign > 0 ? 'tell.time.more' : sign < 0 ? 'tell.time.less' : 'tell.time.same', params: { amount: tell.size('kwartier-verschil') } } as const;
  return {
    id: part.id,
    answer: [message],
    figures: ways.map((each, at) => ({ label: tell.name(each), ref: tell.ref('kosten-totaal', { [way]: each.id }), note: tell.say('tell.time.hours', { hours: tell.write('uren-totaal', { [way]: each.id }) }), ...(at === ways.length - 1 ? { total: true } : {}) })),
    blocks: [
      { is: 'bars', id: `${part.id}-wijzen`, message, bar: tell.say('tell.time.bar'), head: [tell.say('tell.time.way'), tell.say('tell.a-year')], rows: ways.map((each) => ({ name: tell.name(each), cells: [tell.ref('kosten-totaal', { [way]: each.id })] })) },
      { is: 'table', id: `${part.id}-contacten`, title: part.name[tell.lang], message: { key: 'tell.time.contacts', params: {} }, bar: tell.say('tell.time.contacts-bar'),
        spec: { head: [tell.say('tell.time.contact'), ...ways.flatMap((each) => [tell.say('tell.time.minutes', { way: tell.name(each) }), tell.say('tell.time.costs', { way: tell.name(each) })])],
          rows: tell.own('contact').map(({ id, name }) => ({ name: name[tell.lang], cells: ways.flatMap((each) => ['minuten', 'kosten'].map((what) => tell.ref(what, { [contact]: id, [way]: each.id }))) })) } },
    ],
  };
}
