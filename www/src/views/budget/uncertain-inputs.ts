// *Onzekerheid* on the work surface: which figures are uncertain, by which law, and how often is drawn.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t, writeDecimal, writeUnit, type Key } from '../../i18n/index.ts';
import { shiftPoint } from '../../i18n/number.ts';
import { fieldErrors, fieldId, numberField, sourceChip, type Field } from '../../inputs/field.ts';
import { at } from '../../store/path.ts';
import type { Distribution, Figure, Lang, ScenarioDocument, State } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import type { Context } from '../../tape/ask.ts';
import { freshDistribution, givenBy, reshaped, SHAPES, uncertainFigures, type Given, type Shape } from '../../uncertainty/figures.ts';
import { addMenu, type Opened } from './editing.ts';
import { leverSpecs, PARTS, type Spec } from './forms.ts';

/** A figure of a measure or part as its form knows it. */
interface Named {
  path: string;
  name: string;
  percent: boolean;
}

/** Every figure that a form of the page edits, with what it is called there. */
export function namedFigures(document: ScenarioDocument, lang: Lang): Named[] {
  const found: Named[] = [];
  const look = (root: string, specs: readonly Spec[], of: string) => {
    for (const spec of specs) {
      if (spec.is === 'list') {
        const rows = at(document, `${root}.${spec.key}`);
        if (!Array.isArray(rows)) continue;
        rows.forEach((row: unknown, index) => {
          const told = row as { year?: number; from?: string; name?: { nl: string; en: string } };
          const which = told.name?.[lang] ?? told.year ?? told.from ?? index + 1;
          look(`${root}.${spec.key}[${index}]`, spec.of, `${of}, ${which}`);
        });
      } else if (spec.is === 'figure') {
        const path = `${root}.${spec.key}`;
        const figure = at(document, path) as Figure | undefined;
        if (figure) found.push({ path, name: `${of}: ${lower(t(lang, spec.label))}`, percent: spec.as === 'percent' });
      }
    }
  };
  document.levers.forEach((lever, index) => look(`levers[${index}]`, leverSpecs(lever.kind), lever.name[lang]));
  document.parts.forEach((part, index) => look(`parts[${index}]`, PARTS[part.kind] ?? [], 'name' in part ? part.name[lang] : t(lang, `part.kind.${part.kind}`)));
  return found;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The figure by what its form calls it; one that no form edits, by what the engine calls it. */
function nameOf(state: State, named: readonly Named[], path: string): Named {
  const known = named.find((each) => each.path === path);
  if (known) return known;
  const input = state.simulation.result?.inputs.find((each) => each.input.path === path)?.input;
  return { path, name: input ? [input.of?.name[state.lang], lower(input.name[state.lang])].filter(Boolean).join(': ') : path, percent: input?.format === 'percent' };
}

const LAWS = { fixed: 'sure.law.fixed', uniform: 'sure.law.uniform', triangular: 'sure.law.triangular', pert: 'sure.law.pert', normal: 'sure.law.normal', lognormal: 'sure.law.lognormal' } as const satisfies Record<Shape, Key>;
const hasTails = (kind: Shape) => kind === 'normal' || kind === 'lognormal';

function words(distribution: Distribution, percent: boolean, lang: Lang): string {
  const law = t(lang, LAWS[distribution.kind]);
  const write = (value: string | undefined) => `${writeDecimal(percent ? shiftPoint(value ?? '0', 2) : (value ?? '0'), lang)}${percent ? '\u00a0%' : ''}`;
  if (distribution.kind === 'fixed') return law;
  if (givenBy(distribution) === 'spread') return t(lang, 'sure.words.spread', { law, spread: write(distribution.spread) });
  return t(lang, 'sure.words.bounds', { law, low: write(distribution.low), high: write(distribution.high) });
}

function chosen(state: State, id: string, label: Key, value: string, options: readonly { value: string; name: string }[], choose: (value: string) => void): TemplateResult {
  return html`<div class="dagdeel-field"><label for=${id}>${t(state.lang, label)}</label><select class="dagdeel-select dagdeel-select--wide" id=${id} .value=${live(value)} @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>${
    options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.name}</option>`)}</select></div>`;
}

function lawForm(context: Context, { path, percent }: Named, figure: Figure, distribution: Distribution): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const root = `${path}.distribution`;
  const given = givenBy(distribution);
  const tails = hasTails(distribution.kind);
  const set = (kind: Shape, by: Given) => dispatch({ type: 'set', path: root, value: reshaped(figure, distribution, kind, by) });
  const after = percent ? '%' : writeUnit(figure.unit, lang);
  const field = (key: 'low' | 'likely' | 'high' | 'mean' | 'spread', label: Key, optional = false): Field => ({ path: `${root}.${key}`, label, ...(percent ? { as: 'percent' as const } : {}), ...(after ? { after } : {}), ...(optional ? { optional: true } : {}) });
  const peaked = distribution.kind === 'triangular' || distribution.kind === 'pert';
  const fields = given === 'spread' ? [field('spread', 'sure.spread'), field('mean', 'sure.mean', true)]
    : [field('low', tails ? 'sure.low-percentile' : 'sure.low'), ...(peaked ? [field('likely', 'sure.likely', true)] : []), field('high', tails ? 'sure.high-percentile' : 'sure.high')];
  const problems = state.problems.filter((problem) => problem.path?.startsWith(root));
  return html`<div class="dagdeel-form">
    ${chosen(state, fieldId(`${root}.kind`), 'sure.law', distribution.kind, SHAPES.map((value) => ({ value, name: t(lang, LAWS[value]) })), (kind) => set(kind as Shape, given))}
    ${chosen(state, `${fieldId(root)}-wijze`, 'sure.given', given, [{ value: 'bounds', name: t(lang, tails ? 'sure.given.percentiles' : 'sure.given.bounds') }, { value: 'spread', name: t(lang, 'sure.given.spread') }], (by) => set(distribution.kind, by as Given))}
    ${fields.map((each) => html`<div class="dagdeel-form__field">${numberField(context, each)}${fieldErrors(context, [each])}</div>`)}
    <p class="dagdeel-help">${t(lang, 'sure.middle')}</p>
    ${problems.map((problem) => html`<div class="dagdeel-error" role="alert">${icon('warn')}<span>${problem.message[lang]}</span></div>`)}</div>`;
}

/** Which figures go together: each pair with its rank correlation, and a menu that adds one. */
function correlations({ state, dispatch }: Context, named: readonly Named[]): TemplateResult | typeof nothing {
  const { document, lang } = state;
  const given = document?.simulation?.correlations ?? [];
  const paths = uncertainFigures(document).map(({ path }) => path);
  const byKey = (end: string) => nameOf(state, named, state.simulation.result?.inputs.find(({ input }) => input.key === end)?.input.path ?? end).name;
  const pathOf = (end: string) => state.simulation.result?.inputs.find(({ input }) => input.key === end)?.input.path ?? end;
  // By identifiers, so that a measure that is moved takes its correlations along.
  const keyOf = (path: string) => state.simulation.result?.inputs.find(({ input }) => input.path === path)?.input.key ?? path;
  const known = new Set(given.map(({ between }) => between.map(pathOf).sort().join(' ')));
  const pairs = paths.flatMap((one, index) => paths.slice(index + 1).map((other) => [one, other] as const)).filter((pair) => !known.has([...pair].sort().join(' ')));
  const both = (pair: readonly string[]) => pair.map(byKey).join(' – ');
  const add = (value: string) => dispatch({ type: 'add-item', path: 'simulation.correlations', value: { between: value.split(' ').map(keyOf), rank: '0.5', source: 'aanname' } });
  const problems = state.problems.concat(state.simulation.problems).filter(({ path }) => path?.startsWith('simulation.correlations'));
  return html`${given.length === 0 ? html`<p class="dagdeel-help">${t(lang, 'sure.together')}</p>` : html`<h3 class="dagdeel-inputs__title">${t(lang, 'sure.correlated')}</h3><ul class="dagdeel-parts">${given.map(({ between }, index) => {
      const field: Field = { path: `simulation.correlations[${index}].rank`, label: 'sure.rank', size: 'short' };
      return html`<li><span class="dagdeel-help">${both(between)}</span><div class="dagdeel-form__field">${numberField({ state, dispatch }, field)}${fieldErrors({ state, dispatch }, [field])}</div>
        <div class="dagdeel-editing"><button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'form.remove-of', { of: both(between) })} @click=${() => dispatch({ type: 'remove-item', path: 'simulation.correlations', index })}>${t(lang, 'form.remove')}</button></div></li>`;
    })}</ul>`}
    ${problems.map((problem) => html`<div class="dagdeel-error" role="alert">${icon('warn')}<span>${problem.message[lang]}</span></div>`)}
    ${pairs.length === 0 ? nothing : addMenu({ id: 'samenhang', add: t(lang, 'sure.correlate'), label: t(lang, 'sure.correlate-which'), options: pairs.map((pair) => ({ value: pair.join(' '), name: both(pair), off: false })), choose: add })}`;
}

/** The uncertain figures, and a menu that makes another one uncertain. */
export function uncertainList(context: Context, opened: Opened): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { document, lang } = state;
  if (!document || (document.levers.length === 0 && document.parts.length === 0)) return nothing;
  const named = namedFigures(document, lang);
  const uncertain = uncertainFigures(document);
  const free = named.filter(({ path }) => !uncertain.some((each) => each.path === path));
  const settings: Field[] = [{ path: 'simulation.draws', label: 'sure.draws', as: 'integer', size: 'short', optional: true }, { path: 'simulation.seed', label: 'sure.seed', as: 'integer', size: 'short', optional: true }];
  const start = (path: string) => {
    const figure = at(document, path) as Figure | undefined;
    if (!figure) return;
    dispatch({ type: 'set', path: `${path}.distribution`, value: freshDistribution(figure) });
    opened.show(formId(path), true);
  };
  return html`<section class="dagdeel-fieldset" aria-labelledby="onzekerheid-invoer"><h2 class="dagdeel-inputs__title" id="onzekerheid-invoer">${t(lang, 'sure.title')}</h2>
    ${uncertain.length === 0 ? html`<p class="dagdeel-help">${t(lang, 'sure.none')}</p>` : html`<ul class="dagdeel-parts">${uncertain.map(({ path, figure }) => one(context, nameOf(state, named, path), figure, figure.distribution, opened))}</ul>
      <div class="dagdeel-form">${settings.map((field) => html`<div class="dagdeel-form__field">${numberField(context, field)}${fieldErrors(context, [field])}</div>`)}</div>
      <p class="dagdeel-help">${t(lang, 'sure.same')} ${t(lang, 'sure.usual')}</p>${correlations(context, named)}`}
    ${free.length === 0 ? nothing : addMenu({ id: 'onzeker-getal', add: t(lang, 'sure.add'), label: t(lang, 'sure.add-which'), options: free.map(({ path, name }) => ({ value: path, name, off: false })), choose: start })}</section>`;
}

const formId = (path: string) => `onzeker-${path.replace(/[^\w]+/g, '-')}`;

function one(context: Context, named: Named, figure: Figure, distribution: Distribution, opened: Opened): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const id = formId(named.path);
  const open = opened.id === id;
  const certain = () => {
    dispatch({ type: 'set', path: `${named.path}.distribution`, value: undefined });
    opened.show(null);
  };
  return html`<li><span class="dagdeel-lever__name">${named.name}</span><span class="dagdeel-help">${words(distribution, named.percent, lang)}</span>
    <span class="dagdeel-lever__chips">${distribution.source === 'aanname' ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span>` : sourceChip(state, distribution.source)}</span>
    ${distribution.note ? html`<span class="dagdeel-help">${distribution.note[lang]}</span>` : nothing}
    <div class="dagdeel-editing"><button type="button" class="dagdeel-link-button" id="wijzig-${id}" aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? `formulier-${id}` : nothing}
        aria-label=${open ? nothing : t(lang, 'lever.edit-of', { name: named.name })} @click=${() => opened.show(open ? null : id, true)}>${t(lang, open ? 'lever.close' : 'lever.edit')}</button>
      <button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'sure.certain-of', { of: named.name })} @click=${certain}>${t(lang, 'sure.certain')}</button></div>
    ${open ? html`<div class="dagdeel-editing__form" id="formulier-${id}" role="group" aria-label=${named.name}>${lawForm(context, named, figure, distribution)}</div>` : nothing}</li>`;
}
