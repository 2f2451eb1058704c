// The date field: typed as 01-10-2022, or picked from a month by mouse or keyboard.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { addDays, daysIn, t, toDay, toIso, weekdayOf, writeDate, writeMonth, writeWeekday, type Day } from '../i18n/index.ts';
import { at } from '../store/path.ts';
import { icon } from '../styles/icons.ts';
import type { Context } from '../tape/ask.ts';
import type { Lang } from '../store/types.ts';
import { control, type Field } from './field.ts';

function movedMonths(day: Day, months: number): Day {
  const index = day.year * 12 + (day.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return { year, month, day: Math.min(day.day, daysIn(year, month)) };
}

/** The days that a key moves to; null for keys that mean nothing here. */
export function afterKey(day: Day, key: string, shift: boolean): Day | null {
  switch (key) {
    case 'ArrowLeft': return addDays(day, -1);
    case 'ArrowRight': return addDays(day, 1);
    case 'ArrowUp': return addDays(day, -7);
    case 'ArrowDown': return addDays(day, 7);
    case 'Home': return addDays(day, -weekdayOf(day));
    case 'End': return addDays(day, 6 - weekdayOf(day));
    case 'PageUp': return movedMonths(day, shift ? -12 : -1);
    case 'PageDown': return movedMonths(day, shift ? 12 : 1);
    default: return null;
  }
}

/** The weeks of a month, Monday first; null where a day is in another month. */
export function weeksOf({ year, month }: Day): (Day | null)[][] {
  const blank = weekdayOf({ year, month, day: 1 });
  const days: (Day | null)[] = Array.from({ length: blank }, () => null);
  for (let day = 1; day <= daysIn(year, month); day += 1) days.push({ year, month, day });
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

export class DagdeelCalendar extends LitElement {
  static override properties = { lang: {}, value: {}, pick: { attribute: false }, open: { state: true }, day: { state: true } };
  declare lang: Lang;
  declare value: string;
  declare pick: (iso: string) => void;
  declare open: boolean;
  declare day: Day;

  constructor() {
    super();
    this.lang = 'nl';
    this.value = '2022-01-01';
    this.pick = () => {};
    this.open = false;
    this.day = toDay(this.value);
  }

  protected override createRenderRoot() {
    return this;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#close(false);
  }

  readonly #outside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.#close(false);
  };

  #show() {
    this.day = toDay(this.value);
    this.open = true;
    this.ownerDocument.addEventListener('pointerdown', this.#outside);
    void this.updateComplete.then(() => this.#focusDay());
  }

  #close(back: boolean) {
    this.open = false;
    this.ownerDocument.removeEventListener('pointerdown', this.#outside);
    if (back) this.querySelector<HTMLElement>('.dagdeel-calendar__button')?.focus();
  }

  #focusDay() {
    this.querySelector<HTMLElement>('[data-day][tabindex="0"]')?.focus();
  }

  #choose(day: Day) {
    this.#close(true);
    this.pick(toIso(day));
  }

  #key(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close(true);
      return;
    }
    if (!(event.target as HTMLElement).matches('[data-day]')) return;
    const next = afterKey(this.day, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    this.day = next;
    void this.updateComplete.then(() => this.#focusDay());
  }

  #left(event: FocusEvent) {
    if (this.open && event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.#close(false);
  }

  protected override render(): TemplateResult {
    const { lang } = this;
    return html`<button type="button" class="dagdeel-icon-button dagdeel-calendar__button" aria-label=${t(lang, 'input.pick-date')}
        aria-expanded=${this.open ? 'true' : 'false'} aria-haspopup="dialog" @click=${() => (this.open ? this.#close(true) : this.#show())}>${icon('cal')}</button>
      ${this.open ? this.#panel() : nothing}`;
  }

  #panel(): TemplateResult {
    const { lang, day } = this;
    const step = (months: number, name: 'back' | 'forth', key: 'input.previous-month' | 'input.next-month') =>
      html`<button type="button" class="dagdeel-icon-button" aria-label=${t(lang, key)} @click=${() => { this.day = movedMonths(day, months); }}>${icon(name)}</button>`;
    return html`<div class="dagdeel-calendar" role="dialog" aria-label=${t(lang, 'input.pick-date')} @keydown=${this.#key} @focusout=${this.#left}>
      <div class="dagdeel-calendar__head">${step(-1, 'back', 'input.previous-month')}
        <strong aria-live="polite">${writeMonth(day.month, lang)} ${day.year}</strong>${step(1, 'forth', 'input.next-month')}</div>
      <table role="grid" aria-label="${writeMonth(day.month, lang)} ${day.year}"><thead><tr>${[0, 1, 2, 3, 4, 5, 6].map((weekday) =>
        html`<th scope="col" abbr=${writeWeekday(weekday, lang)}>${writeWeekday(weekday, lang).slice(0, 2)}</th>`)}</tr></thead>
      <tbody>${weeksOf(day).map((week) => html`<tr>${week.map((each) => html`<td role="gridcell">${each ? this.#dayButton(each) : nothing}</td>`)}</tr>`)}</tbody></table>
    </div>`;
  }

  #dayButton(each: Day): TemplateResult {
    const iso = toIso(each);
    return html`<button type="button" data-day=${iso} tabindex=${iso === toIso(this.day) ? 0 : -1} aria-label=${writeDate(iso, this.lang)}
      aria-current=${iso === this.value ? 'date' : nothing} @click=${() => this.#choose(each)}>${each.day}</button>`;
  }
}

export function dateField(context: Context, field: Field): TemplateResult {
  const { state, dispatch } = context;
  const value = at(state.document, field.path);
  const calendar = html`<dagdeel-calendar .lang=${state.lang} .value=${typeof value === 'string' ? value : (state.document?.horizon.from ?? '2022-01-01')}
    .pick=${(iso: string) => {
      dispatch({ type: 'restore-field', path: field.path });
      dispatch({ type: 'set', path: field.path, value: iso });
    }}></dagdeel-calendar>`;
  const parts = control(context, { ...field, as: 'date' }, calendar);
  return html`<div class="dagdeel-field">${field.labelHidden ? nothing : html`<label for=${parts.id}>${t(state.lang, field.label, field.params)}</label>`}${parts.control}</div>`;
}

if (!customElements.get('dagdeel-calendar')) customElements.define('dagdeel-calendar', DagdeelCalendar);
