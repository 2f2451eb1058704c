// Claims that are rejected: how much of them. Unknown stays unknown.

import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type Rejections = Extract<Part, { kind: 'rejections' }>;

export function rejections(tell: Tell, part: Rejections): Telling {
  const known = tell.knows('afgekeurd');
  const params = { name: part.name[tell.lang], amount: tell.euro('afgekeurd'), share: tell.write('deel', {}, 3) };
  return {
    id: part.id,
    answer: [],
    figures: [],
    blocks: [{ is: 'table', id: part.id, title: part.name[tell.lang], message: { key: !known ? 'tell.rejections.unknown' : tell.knows('deel') ? 'tell.rejections.share' : 'tell.rejections.amount', params }, bar: tell.say('tell.a-year'),
      spec: { head: [tell.say('tell.rejections.what'), part.name[tell.lang]], rows: (['gedeclareerd', 'afgekeurd', 'toegekend', 'deel'] as const).map((what) => ({ name: tell.say(`tell.rejections.${what}`), cells: [tell.ref(what)] })) } }],
  };
}
