// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import scenario from '../../../../scenarios/verblijf-gooi.json';
import { gooi, withCells, yearResults } from '../../charts/fixtures/results.ts';
import { plain } from '../../i18n/index.ts';
import { initialState, reduce } from '../../store/reduce.ts';
import type { Action, Lang, Result, ScenarioDocument, State } from '../../store/types.ts';
import './budget-view.ts';
import { observedIn } from './case.ts';
import { answer, spokenBudget, stackedMessage, tableMessage, waterfallMessage } from './sentences.ts';

const shipped = scenario as unknown as ScenarioDocument;
const part = observedIn(shipped)?.part as NonNullable<ReturnType<typeof observedIn>>['part'];
const nb = (text: string) => text.replaceAll('\u00a0', ' ');

const say = (result: Result, lang: Lang = 'nl') => nb(answer(result, part, lang).map(({ key, params }) => plain(lang, key, params)).join(''));
const cells = (changes: Readonly<Record<string, string | { unknown: number }>>) => withCells(gooi, Object.fromEntries(Object.entries(changes).map(([id, cell]) => [id, () => cell])));

describe('the answer', () => {
  it('says what the years differ in, in both languages', () => {
    expect(say(gooi)).toBe('Jeugdhulp met verblijf kostte in 2022 € 665.907,25 meer dan in 2021, bij 44 cliënten minder: gemiddeld kostte een cliënt 14,7 % meer.');
    expect(say(gooi, 'en')).toBe('Residential youth care cost €665,907.25 more in 2022 than in 2021, with 44 fewer clients: on average a client cost 14.7% more.');
  });

  it('takes its words from the signs of the cells', () => {
    expect(say(cells({ verschil: '-12.00', 'verandering-clienten': '1', 'verandering-per-client': '-0.0499' }))).toBe('Jeugdhulp met verblijf kostte in 2022 € 12,00 minder dan in 2021, bij 1 cliënt meer: gemiddeld kostte een cliënt 5,0 % minder.');
    expect(say(cells({ verschil: '0.00', 'verandering-clienten': '0', 'verandering-per-client': '0.0000' }))).toBe('Jeugdhulp met verblijf kostte in 2022 evenveel als in 2021, bij evenveel cliënten: gemiddeld kostte een cliënt evenveel.');
    expect(say(cells({ 'verandering-per-client': '0.1985' }))).toContain('gemiddeld kostte een cliënt 19,85 % meer.');
    expect(say(cells({ 'verandering-clienten': { unknown: 1 }, 'verandering-per-client': { unknown: 1 } }))).toBe('Jeugdhulp met verblijf kostte in 2022 € 665.907,25 meer dan in 2021.');
  });

  it('says that it does not know', () => {
    expect(say(cells({ verschil: { unknown: 2 } }))).toBe('Wat jeugdhulp met verblijf in 2022 meer of minder kostte dan in 2021, is niet bekend.');
  });
});

describe('the sentences above the charts', () => {
  it('name the causes that went with the difference and those against it', () => {
    const causes = (list: string[], total: string) => waterfallMessage(withCells(gooi, { effecten: (_, index) => list[index] ?? '0', verschil: () => total }), part, 'nl');
    expect(waterfallMessage(gooi, part, 'nl')).toBe('De kosten per cliënt verklaren de stijging; volume en samenstelling dempten haar.');
    expect(waterfallMessage(gooi, part, 'en')).toBe('The cost per client explains the rise; volume and mix softened it.');
    expect(causes(['-5', '2', '-1'], '-4')).toBe('Volume en de kosten per cliënt verklaren de daling; samenstelling dempte haar.');
    expect(causes(['5', '0', '0'], '5')).toBe('Volume verklaart de stijging.');
    expect(causes(['5', '-5', '0'], '0')).toBe('Tussen 2021 en 2022 heffen de effecten elkaar op.');
    expect(waterfallMessage(yearResults.unknown as Result, part, 'nl')).toBe('Niet elk effect tussen 2021 en 2022 is bekend.');
  });

  it('name the year with the most, and what it is compared with', () => {
    const said = (mode: 'costs' | 'clients' | 'per-client') => {
      const { key, params } = stackedMessage(gooi, mode, 'nl');
      return nb(plain('nl', key, params));
    };
    expect(said('costs')).toBe('Het meest kostte het in 2022: € 11.753.372,31; in 2023 was het € 11.012.212,77.');
    expect(said('clients')).toBe('De meeste cliënten waren er in 2021: 578; in 2023 waren het er 479.');
    expect(said('per-client')).toBe('Een cliënt kostte gemiddeld het meest in 2023: € 22.990,01; in 2020 was het € 18.859,66.');
  });

  it('compare forms only between years in which all of them stand apart', () => {
    expect(tableMessage(gooi, 'nl')).toMatchObject({ first: '2021', last: '2023', params: { up: 'gezinshuizen', upFirst: '20', upLast: '47', down: 'kortdurend verblijf', downFirst: '158', downLast: '116' } });
    expect(tableMessage(yearResults.allUnknown as Result, 'nl')).toBeNull();
    const falling = withCells(gooi, { clienten: (cell, index) => (index >= 24 && cell === '47' ? '20' : index >= 24 && index % 8 === 4 ? '9' : cell) });
    expect(tableMessage(falling, 'nl')?.key).toBe('budget.table.only-down');
  });
});

interface Shown {
  element: HTMLElementTagNameMap['dagdeel-budget-view'];
  actions: Action[];
  text(selector: string): string;
}

async function shown(change: Partial<State> = {}): Promise<Shown> {
  const element = document.createElement('dagdeel-budget-view');
  const actions: Action[] = [];
  element.state = { ...initialState('nl', false, false), view: 'budget', document: shipped, source: shipped, computed: shipped, result: gooi, ...change };
  element.dispatch = (action) => actions.push(action);
  document.body.replaceChildren(element);
  await settled(element);
  return { element, actions, text: (selector) => nb(element.querySelector(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '') };
}

async function settled(element: HTMLElementTagNameMap['dagdeel-budget-view']): Promise<void> {
  await element.updateComplete;
  for (const inner of element.querySelectorAll<HTMLElement & { updateComplete: Promise<boolean> }>('dagdeel-stacked-chart, dagdeel-waterfall-chart, dagdeel-export-buttons')) await inner.updateComplete;
}

afterEach(() => document.body.replaceChildren());

describe('the budget view', () => {
  it('shows the sentence, the figures and the difference under a double rule', async () => {
    const { element, text } = await shown();
    expect(text('h1')).toContain('€ 665.907,25');
    expect([...element.querySelectorAll('.dagdeel-figure__value')].map((value) => value.textContent)).toEqual(['11.012.212,77', '479', '22.990,01', '+665.907,25']);
    expect(text('.dagdeel-figure--total .dagdeel-figure__note')).toBe('euro, van 11.087.465,06 naar 11.753.372,31');
    expect(element.querySelectorAll('.dagdeel-figure .dagdeel-explain')).toHaveLength(4);
  });

  it('makes every number of the table a button that asks how it was computed', async () => {
    const { element, actions } = await shown();
    const table = element.querySelector('.dagdeel-block--wide table') as HTMLTableElement;
    const filled = [...table.querySelectorAll('tbody td, tfoot td')].filter((cell) => /\d/.test(cell.textContent ?? '') && !cell.querySelector('.dagdeel-absent'));
    expect(filled).toHaveLength(8 * 9 - 5 + 8 + 4);
    for (const cell of filled) expect(cell.querySelector('button.num-button'), cell.textContent ?? '').not.toBeNull();
    expect(new Set([...element.querySelectorAll('[id]')].map(({ id }) => id)).size).toBe(element.querySelectorAll('[id]').length);
    (filled[0]?.querySelector('button') as HTMLButtonElement).click();
    expect(actions.at(-1)).toMatchObject({ type: 'ask', address: { node: 'clienten', labels: [{ axis: 'year', label: '2020' }, { axis: 'categorie', label: '24-uren-verblijf' }] } });
  });

  it('gives the reason where a number is absent, and never a zero', async () => {
    const { element, text } = await shown();
    const row = [...element.querySelectorAll('.dagdeel-block--wide tbody tr')].find((each) => each.querySelector('th')?.textContent === 'Gezinshuizen');
    expect(row?.querySelectorAll('.dagdeel-absent')).toHaveLength(2);
    expect(row?.querySelector('td')?.textContent).toContain('Gezinshuizen, 2020: In 2020 niet apart: zit in 24 uren verblijf.');
    expect(text('.dagdeel-footnotes')).toContain('2 Beschermd wonen, 2023: Ontbreekt in 2023.');
  });

  it('adds up under a double rule, but not where a part is unknown', async () => {
    expect((await shown()).element.querySelectorAll('.dagdeel-block--wide .dagdeel-double')).toHaveLength(4);
    expect((await shown({ result: yearResults.unknown as Result })).element.querySelectorAll('.dagdeel-block--wide .dagdeel-double')).toHaveLength(3);
  });

  it('switches between cost, clients and cost per client', async () => {
    const { element, text } = await shown();
    const press = async (word: string) => {
      [...element.querySelectorAll<HTMLButtonElement>('.dagdeel-segment button')].find((button) => button.textContent === word)?.click();
      await settled(element);
    };
    expect(text('#jaren-kop + .dagdeel-block__bar')).toContain('miljoen euro');
    await press('Cliënten');
    expect(text('#jaren-kop')).toBe('De meeste cliënten waren er in 2021: 578; in 2023 waren het er 479.');
    await press('Per cliënt');
    expect(element.querySelector('dagdeel-stacked-chart')?.mode).toBe('per-client');
    expect(element.querySelector('.dagdeel-segment [aria-pressed="true"]')?.textContent).toBe('Per cliënt');
  });

  it('changes the years that are compared in the document; choosing the other year swaps them', async () => {
    const { element, actions } = await shown();
    const [from, to] = [...element.querySelectorAll('.dagdeel-compare-years select')] as [HTMLSelectElement, HTMLSelectElement];
    expect([from.value, to.value]).toEqual(['2021', '2022']);
    const choose = (select: HTMLSelectElement, year: string) => {
      select.value = year;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return actions.at(-1);
    };
    expect(choose(to, '2023')).toEqual({ type: 'set', path: 'parts[0].compare', value: { from: 2021, to: 2023 } });
    expect(choose(to, '2021')).toEqual({ type: 'set', path: 'parts[0].compare', value: { from: 2022, to: 2021 } });
    const changed = reduce({ ...initialState('nl', false, false), document: shipped, source: shipped }, actions[0] as Action);
    expect(observedIn(changed.document as ScenarioDocument)?.part.compare).toEqual({ from: 2021, to: 2023 });
  });

  it('merges forms in the document', async () => {
    const { element, actions, text } = await shown();
    expect(text('.dagdeel-check')).toBe('Gezinshuizen bij 24 uren verblijf');
    const box = element.querySelector('.dagdeel-check input') as HTMLInputElement;
    box.click();
    expect(actions.at(-1)).toEqual({ type: 'set', path: 'parts[0].merges[0].on', value: true });
  });

  it('keeps the last result when the document is refused, says why, and turns exports off', async () => {
    const { element, text } = await shown({ problems: [{ code: 'x', path: null, message: { nl: 'Het jaar ontbreekt.', en: 'The year is missing.' }, found: null, expected: null }] });
    expect(text('[role="alert"]')).toContain('Het jaar ontbreekt.');
    expect(text('h1')).toContain('€ 665.907,25');
    const buttons = [...element.querySelectorAll<HTMLButtonElement>('dagdeel-export-buttons button')];
    expect(buttons.length).toBeGreaterThan(10);
    expect(buttons.every((button) => button.disabled)).toBe(true);
  });

  it('speaks English throughout', async () => {
    const { element } = await shown({ lang: 'en' });
    const words = element.textContent ?? '';
    for (const dutch of ['kosten', 'Kosten', 'cliënt', 'berekend', 'Verschil', 'vormen', 'onbekend']) expect(words).not.toContain(dutch);
  });

  it('is said aloud', () => {
    const state = { ...initialState('nl', false, false), computed: shipped, result: gooi };
    expect(nb(spokenBudget(state))).toContain('€ 665.907,25 meer');
    expect(spokenBudget({ ...state, result: null })).toBe('');
  });
});
