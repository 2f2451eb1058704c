// Allocations under several frequencies: which claims one of them rejects and another accepts.

import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type Allocations = Extract<Part, { kind: 'allocations' }>;

export function allocations(tell: Tell, part: Allocations): Telling {
  const regimes = tell.own('frequentie');
  const [axis, frequency] = [tell.node('toewijzing'), tell.node('frequentie')];
  const [first, second] = [regimes[0], regimes[1]];
  const names = { first: first ? tell.name(first) : '', second: second ? tell.name(second) : '' };
  const params = { ...names, lines: tell.write('alleen-eerste-regels'), amount: tell.euro('alleen-eerste-euro'), back: tell.write('alleen-tweede-regels'), 'back-amount': tell.euro('alleen-tweede-euro') };
  const known = tell.knows('alleen-eerste-regels') && tell.knows('alleen-tweede-regels');
  const at = (period: string, allocation: string) => ({ period, [axis]: allocation });
  // The claims that are not accepted under every regime; where the ceiling is not known, all that are claimed.
  const claims = tell.labels('period').flatMap((period) => tell.own('toewijzing').map((allocation) => ({ period, allocation }))).filter(({ period, allocation }) =>
    regimes.some(({ id }) => { const cell = tell.cell('afgewezen', { ...at(period.id, allocation.id), [frequency]: id }); return cell !== undefined && cell !== '0'; }));
  return {
    id: part.id,
    answer: [{ key: known ? 'tell.allocations.answer' : 'tell.allocations.unknown', params: { ...params, backamount: params['back-amount'] } }],
    figures: [
      tell.figure('tell.allocations.claimed', 'bedrag-totaal', 'tell.allocations.claimed-note', { params: { lines: tell.write('regels-totaal') } }),
      ...regimes.slice(0, 2).map((regime) => tell.figure('tell.allocations.rejected', 'afgewezen-bedrag-totaal', 'tell.allocations.rejected-note', { labels: { [frequency]: regime.id }, params: { regime: tell.name(regime), lines: tell.write('afgewezen-totaal', { [frequency]: regime.id }) } })),
      tell.figure('tell.allocations.differ', 'alleen-eerste-euro', 'tell.allocations.differ-note', { total: true, params: { ...names, lines: params.lines } }),
    ],
    blocks: [
      { is: 'bars', id: `${part.id}-afgewezen`, message: { key: 'tell.allocations.message', params: names }, bar: tell.say('tell.allocations.bar'), head: [tell.say('tell.allocations.frequency'), tell.say('tell.allocations.amount')],
        rows: regimes.map((regime) => ({ name: tell.name(regime), cells: [tell.ref('afgewezen-bedrag-totaal', { [frequency]: regime.id })] })) },
      { is: 'table', id: `${part.id}-regels`, title: tell.say('tell.allocations.lines'), message: { key: 'tell.allocations.lines', params: {} }, bar: tell.say('tell.allocations.lines-bar', { unit: part.unit }),
        spec: { head: [tell.say('tell.allocations.claim'), tell.say('tell.allocations.volume'), ...regimes.map((regime) => tell.say('tell.allocations.ceiling', { regime: tell.name(regime) })), ...regimes.slice(0, 2).map((regime) => tell.say('tell.allocations.accepted', { regime: tell.name(regime) })), tell.say('tell.allocations.amount')],
          rows: claims.map(({ period, allocation }) => ({ name: `${tell.name(allocation)}, ${tell.name(period)}`, cells: [
            tell.ref('gedeclareerd', at(period.id, allocation.id)),
            ...regimes.map(({ id }) => tell.ref('plafond', { ...at(period.id, allocation.id), [frequency]: id })),
            ...regimes.slice(0, 2).map(({ id }) => tell.ref('toegekend', { ...at(period.id, allocation.id), [frequency]: id })),
            tell.ref('bedrag', at(period.id, allocation.id))] })) } },
      { is: 'table', id: `${part.id}-plafonds`, title: tell.say('tell.allocations.ceilings'), message: { key: 'tell.allocations.ceilings', params: {} }, bar: tell.say('tell.allocations.ceilings-bar', { unit: part.unit }),
        spec: { head: [tell.say('tell.allocations.allocation'), ...regimes.map((regime) => tell.name(regime))],
          rows: tell.own('toewijzing').map((allocation) => ({ name: tell.name(allocation), cells: regimes.map(({ id }) => tell.ref('plafond-samen', { [axis]: allocation.id, [frequency]: id })) })) } },
    ],
  };
}
