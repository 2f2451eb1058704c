// First allocations: how many trajectories stay within them, and what the others cost.

import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type FirstAllocations = Extract<Part, { kind: 'first_allocations' }>;

export function firstAllocations(tell: Tell, part: FirstAllocations): Telling {
  const axis = tell.node('aanbieder');
  const providers = tell.own('aanbieder');
  const known = tell.knows('passend-totaal') && tell.knows('verlengingen-totaal');
  const params = { share: tell.write('passend-totaal', {}, 3), amount: tell.euro('verlengingen-totaal'), aim: aim(tell, part), needed: tell.write('nodig') };
  return {
    id: part.id,
    answer: [{ key: known ? 'tell.first.answer' : 'tell.first.unknown', params }],
    figures: [
      tell.figure('tell.first.planned', 'begroot-totaal', 'tell.euro'),
      tell.figure('tell.first.extra', 'verlengingen-totaal', 'tell.first.extra-note'),
      tell.figure('tell.first.unused', 'niet-gebruikt-totaal', 'tell.first.unused-note'),
      tell.figure('tell.first.real', 'werkelijk-totaal', 'tell.first.real-note', { total: true, params: { price: tell.euro('clientprijs-totaal') } }),
    ],
    blocks: [
      { is: 'bars', id: `${part.id}-clientprijs`, message: { key: 'tell.first.message', params: {} }, bar: tell.say('tell.first.bar'), head: [tell.say('tell.first.provider'), tell.say('tell.first.price')],
        rows: providers.map(({ id, name }) => ({ name: name[tell.lang], cells: [tell.ref('clientprijs', { [axis]: id })] })) },
      { is: 'table', id: `${part.id}-aanbieders`, title: part.name[tell.lang], message: { key: tell.knows('nodig') && tell.knows('besparing') ? 'tell.first.goal' : 'tell.first.providers', params: { ...params, saved: tell.euro('besparing') } }, bar: tell.say('tell.first.providers-bar'),
        spec: { head: [tell.say('tell.first.provider'), ...(['tell.first.trajectories', 'tell.first.share', 'tell.first.planned', 'tell.first.extra', 'tell.first.unused', 'tell.first.real', 'tell.first.price'] as const).map((key) => tell.say(key))],
          rows: providers.map(({ id, name }) => ({ name: name[tell.lang], cells: COLUMNS.map((what) => tell.ref(what, { [axis]: id })) })),
          foot: [{ name: tell.say('budget.table.total'), cells: COLUMNS.map((what) => tell.ref(`${what}-totaal`)) }] } },
    ],
  };
}

const COLUMNS = ['trajecten', 'passend', 'begroot', 'verlengingen', 'niet-gebruikt', 'werkelijk', 'clientprijs'];

/** The aim as the document gives it: 80 to 90 %. */
function aim(tell: Tell, part: FirstAllocations): string {
  const { value, low, high } = part.aim;
  return tell.fraction(value ?? null, low ?? null, high ?? null);
}
