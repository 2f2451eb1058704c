// The picker: every shipped system and every scenario of the user's own, each with its document, what it shows, its caveats and
// which figures are assumed. It is loaded when it is first opened; what it tells was written from the documents themselves.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { t, writeCell, writeUnit, type Key } from '../i18n/index.ts';
import { icon } from '../styles/icons.ts';
import type { Assumed, Dispatch, Lang, ScenarioAbout, ScenarioInfo, State } from '../store/types.ts';

/** What the picker shows of one scenario, and where it came from. */
interface Choice extends ScenarioInfo {
  group: 'shipped' | 'own' | 'foreign';
  about: ScenarioAbout | null;
}

const GROUPS = ['shipped', 'own', 'foreign'] as const satisfies readonly Choice['group'][];

const plainText = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const head = (choice: Choice, lang: Lang) => [choice.title[lang], choice.place[lang], ...choice.sources];

/** All that is told of a scenario, as it is searched. */
function words(choice: Choice, lang: Lang): string[] {
  const { about } = choice;
  const told = about ? [...about.sources.map(({ title }) => title), ...about.outcomes, ...about.measures, ...about.caveats, ...about.assumptions.map(({ name }) => name)] : [];
  return [...head(choice, lang), ...told.map((text) => text[lang])];
}

/** Whether every word that was typed stands somewhere in a text. */
function holds(text: readonly string[], typed: readonly string[]): boolean {
  const all = plainText(text.join(' '));
  return typed.every((word) => all.includes(word));
}

export class DagdeelPicker extends LitElement {
  static override properties = {
    state: { attribute: false }, dispatch: { attribute: false }, own: { attribute: false }, about: { attribute: false },
    told: { state: true }, typed: { state: true },
  };
  declare state: State;
  declare dispatch: Dispatch;
  /** Documents of the user's own beside the shipped ones. */
  declare own: readonly ScenarioInfo[];
  /** What there is to know of a scenario, by its id. */
  declare about: (id: string) => Promise<ScenarioAbout>;
  declare told: ReadonlyMap<string, ScenarioAbout>;
  declare typed: string;

  constructor() {
    super();
    this.own = [];
    this.told = new Map();
    this.typed = '';
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
    this.querySelector<HTMLElement>('input[type=search]')?.focus();
    void this.#ask();
  }

  /** One after the other: what has to be computed for it keeps the engine from nothing else for long. */
  async #ask(): Promise<void> {
    for (const { id } of this.#choices()) {
      if (!this.isConnected) return;
      const about = await this.about(id).catch(() => null);
      if (about) this.told = new Map(this.told).set(id, about);
    }
  }

  #choices(): Choice[] {
    const { document, origin, scenarios } = this.state;
    const of = (group: Choice['group']) => (info: ScenarioInfo): Choice => ({ ...info, group, about: this.told.get(info.id) ?? null });
    const own = this.own.filter(({ id }) => !scenarios.some((scenario) => scenario.id === id));
    const foreign = document && origin === 'foreign' ? [{ id: '', title: document.title, place: document.place, sources: document.sources.map(({ short }) => short), view: 'budget' as const }] : [];
    return [...scenarios.map(of('shipped')), ...own.map(of('own')), ...foreign.map(of('foreign'))];
  }

  #close(): void {
    this.querySelector('dialog')?.close();
  }

  #choose(id: string): void {
    this.#close();
    if (id !== '') this.dispatch({ type: 'choose-scenario', id });
  }

  /** Arrows go along the search field and the scenarios; Tab also along what can be unfolded. */
  #key(event: KeyboardEvent): void {
    // Keys in the dialog are no keys of the page behind it.
    event.stopPropagation();
    const stops = [...this.querySelectorAll<HTMLElement>('input[type=search], .dagdeel-choice__open')];
    const here = stops.indexOf(event.target as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here < 0) return;
    if (event.key === 'Enter' && here === 0) stops[1]?.click();
    else if (step !== undefined) stops[here + step]?.focus();
    else return;
    event.preventDefault();
  }

  protected override render(): TemplateResult {
    const { lang } = this.state;
    const all = this.#choices();
    const typed = plainText(this.typed).split(/\s+/).filter(Boolean);
    const found = all.filter((choice) => holds(words(choice, lang), typed));
    return html`<dialog class="dagdeel-dialog dagdeel-choices" aria-labelledby="kiezer-kop" @keydown=${this.#key} @close=${() => this.dispatchEvent(new Event('picked'))}
      @click=${(event: Event) => event.target === event.currentTarget && this.#close()}><div class="dagdeel-choices__sheet">
      <div class="dagdeel-choices__head"><h2 id="kiezer-kop">${t(lang, 'app.scenario-choose')}</h2><button type="button" class="dagdeel-icon-button" aria-label=${t(lang, 'app.close')} @click=${() => this.#close()}>${icon('close')}</button>
        <div class="dagdeel-field"><label for="kiezer-zoek">${t(lang, 'picker.search')}</label><div class="dagdeel-control dagdeel-control--text"><input id="kiezer-zoek" type="search" autocomplete="off"
          .value=${this.typed} @input=${(event: Event) => { this.typed = (event.target as HTMLInputElement).value; }}></div></div>
        <p class="dagdeel-help" role="status">${t(lang, 'picker.found', { n: String(found.length), count: String(all.length) })}</p></div>
      <div class="dagdeel-choices__list" tabindex="-1">${GROUPS.map((group) => this.#group(group, found.filter((choice) => choice.group === group), typed))}</div>
    </div></dialog>`;
  }

  #group(group: Choice['group'], choices: readonly Choice[], typed: readonly string[]): TemplateResult | typeof nothing {
    const { lang } = this.state;
    const file = group === 'foreign' && typed.length === 0;
    if (choices.length === 0 && !file) return nothing;
    return html`<section aria-labelledby="kiezer-${group}"><h3 class="dagdeel-inputs__title" id="kiezer-${group}">${t(lang, `picker.${group}`)}</h3>
      ${choices.length === 0 ? nothing : html`<ul>${choices.map((choice) => this.#choice(choice, typed))}</ul>`}
      ${file ? html`<label class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense dagdeel-filebutton">${t(lang, 'keeping.open')}<input type="file" accept=".json,application/json" @change=${(event: Event) => {
        const chosen = (event.target as HTMLInputElement).files?.[0];
        this.#close();
        if (chosen) this.dispatch({ type: 'open-file', file: chosen });
      }}></label>` : nothing}</section>`;
  }

  #choice(choice: Choice, typed: readonly string[]): TemplateResult {
    const { lang, document, origin } = this.state;
    const current = choice.group === 'foreign' || (origin !== 'foreign' && choice.id === document?.id);
    // What was searched for is shown where it was found.
    const inside = typed.length > 0 && !holds(head(choice, lang), typed);
    return html`<li class="dagdeel-choice"><button type="button" class="dagdeel-choice__open" aria-current=${current ? 'true' : nothing} @click=${() => this.#choose(choice.id)}>${choice.title[lang]}</button>
      <span class="dagdeel-lever__chips">${choice.sources.map((short) => html`<span class="dagdeel-chip">${short}</span>`)}</span>
      <span class="dagdeel-help">${choice.place[lang]}${current ? html` · <em>${t(lang, 'picker.current')}</em>` : nothing}</span>
      ${choice.about ? this.#told(choice.about, inside) : nothing}</li>`;
  }

  #told(about: ScenarioAbout, open: boolean): TemplateResult {
    const { lang } = this.state;
    const { assumptions, caveats, counts, measures, outcomes, sources } = about;
    const list = (key: Key, items: readonly (string | TemplateResult)[]) => (items.length === 0 ? nothing : html`<dt>${t(lang, key)}</dt><dd><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></dd>`);
    const line = (key: Key, items: readonly string[]) => (items.length === 0 ? nothing : html`<dt>${t(lang, key)}</dt><dd>${items.join(' · ')}</dd>`);
    const told = { caveats: String(caveats.length), assumed: String(counts.assumed), sourced: String(counts.sourced) };
    return html`<details class="dagdeel-choice__more" ?open=${open}><summary>${t(lang, 'picker.more', told)}</summary><dl>
      ${list('picker.documents', sources.map(({ title }) => title[lang]))}
      ${line('picker.measures', measures.map((name) => name[lang]))}
      ${list('picker.caveats', caveats.map((text) => text[lang]))}
      ${list('picker.assumptions', assumptions.map((each) => assumed(each, lang)))}
      ${line('picker.shows', outcomes.map((name) => name[lang]))}</dl></details>`;
  }
}

/** An assumed quantity with its value, or at how many places it stands. */
function assumed(each: Assumed, lang: Lang): TemplateResult {
  const { name, places, unit, value } = each;
  const written = value === null ? t(lang, 'picker.places', { count: String(places) }) : [writeCell(value, each, lang), writeUnit(unit, lang)].join(' ').trim();
  return html`<span class="dagdeel-chip dagdeel-chip--assumption">${name[lang]}</span> ${written}`;
}

if (!customElements.get('dagdeel-picker')) customElements.define('dagdeel-picker', DagdeelPicker);
