import { html, type TemplateResult } from 'lit';
import type { RowSpec, TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { attendanceScene, evensOf, pointsOf } from './geometry.ts';

const EURO = { format: 'amount', decimals: 2 } as const;
const NUMBER = { format: 'number', decimals: 2 } as const;

/** The cost price of a dagdeel against attendance, with both tariffs and where they break even. */
export class AttendanceChart extends ChartElement {
  protected override scene(result: Result): Scene | TemplateResult | null {
    const made = attendanceScene(result, { width: this.room, lang: this.lang });
    if (made.kind === 'scene') return made.scene;
    if (made.kind === 'nothing') return null;
    const { lang } = this;
    return html`<div class="dagdeel-notice">${icon('warn')}<div><strong>${t(lang, 'chart.attendance.refused')}</strong>${made.reasons.map((reason) => html`<p>${reason[lang]}</p>`)}</div></div>`;
  }

  protected override describe(result: Result): string {
    const { lang } = this;
    const evens = evensOf(result);
    const says = (['nieuw', 'huidig'] as const).flatMap((variant) => {
      const tariff = writeCell(cellAt(result, `${variant}-tarief`), EURO, lang);
      const mine = evens.filter((even) => even.variant === variant).map((even) => writeCell(even.cell, NUMBER, lang));
      if (mine.length === 0) return [`${t(lang, 'chart.attendance.never', { tariff })}.`];
      return [t(lang, variant === 'nieuw' ? 'chart.attendance.even.new' : 'chart.attendance.even.old', { tariff, present: mine.join(', ') })];
    });
    return [t(lang, 'chart.attendance.name'), ...says].join(' ');
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang } = this;
    const rows: RowSpec[] = pointsOf(result).map(({ id }) => ({ name: writeCell(id, NUMBER, lang), cells: [{ table: 'kostprijs', labels: { aanwezig: id } }] }));
    const steps = tableOf(result, 'kostendekkend-per-stap') ? (axisOf(result, 'stap')?.labels ?? []) : [];
    const foot = (['huidig', 'nieuw'] as const).flatMap((variant): RowSpec[] => {
      const tariff = writeCell(cellAt(result, `${variant}-tarief`), EURO, lang);
      const even = t(lang, 'chart.attendance.even-row', { tariff });
      return [
        { name: t(lang, variant === 'huidig' ? 'chart.attendance.row-old' : 'chart.attendance.row-new'), cells: [{ table: `${variant}-tarief` }] },
        ...(steps.length > 0
          ? steps.map((step) => ({ name: `${even}, ${step.name[lang]}`, cells: [{ table: 'kostendekkend-per-stap', labels: { variant, stap: step.id } }] }))
          : [{ name: even, cells: [{ table: 'kostendekkend', labels: { variant } }] }]),
      ];
    });
    return { name: 'kostprijs', title: t(lang, 'chart.attendance.caption'), spec: { head: [t(lang, 'chart.attendance.present'), t(lang, 'chart.attendance.price')], rows: [...rows, ...foot] } };
  }
}

register('dagdeel-attendance-chart', AttendanceChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-attendance-chart': AttendanceChart;
  }
}
