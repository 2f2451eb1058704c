// A funnel: how many are left after its steps, and what one of them costs.

import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type Funnel = Extract<Part, { kind: 'funnel' }>;

export function funnel(tell: Tell, part: Funnel): Telling {
  const axis = tell.node('stap');
  const steps = tell.own('stap');
  const params = { share: tell.write('bereikt-deel', {}, 3), reached: tell.write('bereikt', {}, 0), name: part.name[tell.lang].toLowerCase(), amount: tell.euro('kosten-per-bereikte') };
  const known = tell.knows('bereikt');
  return {
    id: part.id,
    answer: [{ key: known ? 'tell.funnel.answer' : 'tell.funnel.unknown', params }],
    figures: [
      tell.figure('tell.funnel.reached', 'bereikt', 'tell.funnel.a-year', { params }),
      tell.figure('tell.funnel.share', 'bereikt-deel', 'tell.funnel.share-note'),
      tell.figure('tell.funnel.each', 'kosten-per-bereikte', 'tell.euro'),
      tell.figure('tell.funnel.costs', 'kosten', 'tell.a-year', { total: true }),
    ],
    blocks: [
      { is: 'bars', id: `${part.id}-bereik`, message: { key: 'tell.funnel.message', params }, bar: tell.say('tell.funnel.bar'), head: [tell.say('tell.funnel.step'), tell.say('tell.funnel.left')],
        rows: steps.map(({ id, name }) => ({ name: name[tell.lang], cells: [tell.ref('bereik', { [axis]: id })] })) },
      { is: 'table', id: `${part.id}-stappen`, title: part.name[tell.lang], message: { key: 'tell.funnel.steps', params }, bar: tell.say('tell.funnel.steps-bar'),
        spec: { head: [tell.say('tell.funnel.step'), tell.say('tell.funnel.left'), tell.say('tell.funnel.share-start'), tell.say('tell.funnel.costs'), tell.say('tell.funnel.lossless')],
          rows: steps.map(({ id, name }) => ({ name: name[tell.lang], cells: ['bereik', 'bereik-deel', 'kosten-per-stap', 'zonder-verlies'].map((what) => tell.ref(what, { [axis]: id })) })) } },
    ],
  };
}
