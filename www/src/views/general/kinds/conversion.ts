// A catalogue that is replaced: what a year costs before and after, and what the transition adds.

import { signOf } from '../../../charts/extent.ts';
import type { Part } from '../../../store/types.ts';
import type { Tell, Telling } from '../telling.ts';

type Conversion = Extract<Part, { kind: 'conversion' }>;

export function conversion(tell: Tell, part: Conversion): Telling {
  const [category, most, code] = [tell.node('categorie'), tell.node('maximum'), tell.node('code')];
  const years = tell.labels('year');
  const last = years.at(-1);
  const effect = { year: last?.id ?? '' };
  const sign = signOf(tell.cell('jaar-effect', effect));
  const counts = { categories: String(part.categories.length), codes: String(part.codes.length), year: last ? tell.name(last) : '' };
  const capped = part.categories.some((each) => each.most_per_week && each.most_on !== false);
  const withMost = (of: object) => ({ ...of, [most]: 'met' });
  return {
    id: part.id,
    answer: [{ key: sign === null ? 'tell.conversion.unknown' : sign > 0 ? 'tell.conversion.more' : sign < 0 ? 'tell.conversion.less' : 'tell.conversion.same', params: { ...counts, amount: tell.size('jaar-effect', effect) } }],
    figures: [
      tell.figure('tell.conversion.old', 'oud-totaal', 'tell.a-year'),
      tell.figure('tell.conversion.table', 'effect-tabel', 'tell.a-year', { sign: true }),
      ...(capped ? [tell.figure('tell.conversion.most', 'effect-maximum', 'tell.a-year', { sign: true })] : []),
      tell.figure('tell.conversion.new', 'nieuw-totaal', 'tell.a-year', { total: true }),
    ],
    blocks: [
      { is: 'bars', id: `${part.id}-categorieen`, message: { key: 'tell.conversion.message', params: {} }, bar: tell.say('tell.conversion.bar'), head: [tell.say('tell.conversion.category'), tell.say('tell.conversion.before'), tell.say('tell.conversion.after')],
        series: [tell.say('tell.conversion.before'), tell.say('tell.conversion.after')],
        rows: tell.own('categorie').map(({ id, name }) => ({ name: name[tell.lang], cells: [tell.ref('kosten-oud', { [category]: id }), tell.ref('kosten-nieuw', withMost({ [category]: id }))] })) },
      { is: 'table', id: `${part.id}-jaren`, title: tell.say('tell.conversion.years'), message: { key: 'tell.conversion.years', params: {} }, bar: tell.say('tell.euro'),
        spec: { head: [tell.say('tell.year'), tell.say('tell.conversion.unchanged'), tell.say('tell.conversion.with'), tell.say('tell.conversion.friction'), tell.say('tell.effect')],
          rows: years.map((year) => ({ name: tell.name(year), cells: [...['jaar-ongewijzigd', 'jaar-nieuw', 'jaar-frictie'].map((what) => tell.ref(what, { year: year.id })), tell.ref('jaar-effect', { year: year.id }, true)] })) } },
      ...(part.daycare ? [{ is: 'table' as const, id: `${part.id}-dagopvang`, title: tell.say('tell.conversion.daycare'), message: { key: 'tell.conversion.daycare-message' as const, params: { amount: tell.euro('dagopvang-verschil'), staff: tell.write('medewerkers') } }, bar: tell.say('tell.conversion.daycare-bar'),
        spec: { head: [tell.say('tell.conversion.daycare'), tell.say('tell.conversion.amount')], rows: (['medewerkers-naar-aantal', 'medewerkers', 'dagopvang-naar-aantal', 'dagopvang', 'dagopvang-verschil'] as const).map((what) => ({ name: nameOf(tell, what), cells: [tell.ref(what)] })) } }] : []),
      { is: 'table', id: `${part.id}-codes`, title: tell.say('tell.conversion.codes'), message: { key: 'tell.conversion.codes-message', params: counts }, bar: tell.say('tell.conversion.codes-bar'),
        spec: { head: [tell.say('tell.conversion.code'), tell.say('tell.conversion.without-most'), tell.say('tell.conversion.with-most')],
          rows: tell.own('code').map(({ id, name }) => ({ name: `${id} ${name[tell.lang]}`, cells: ['zonder', 'met'].map((which) => tell.ref('kosten-code', { [most]: which, [code]: id })) })) } },
    ],
  };
}

const nameOf = (tell: Tell, what: string): string => tell.result.tables.find(({ id }) => id === tell.node(what))?.name[tell.lang] ?? what;
