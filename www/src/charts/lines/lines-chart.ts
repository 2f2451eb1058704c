import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import { axisOf } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { writtenBar } from '../bars/geometry.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { linesScene, type LinesSpec } from './geometry.ts';

/** Lines over time, with their table. */
export class LinesChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, spec: { attribute: false }, name: { attribute: false }, caption: { attribute: false } };
  declare spec: LinesSpec;
  /** A short name for the file. */
  declare name: string;
  /** What is plotted, in words. */
  declare caption: string;

  constructor() {
    super();
    this.spec = { axis: 'period', series: [] };
    this.name = '';
    this.caption = '';
  }

  protected override scene(result: Result): Scene | null {
    return linesScene(result, this.spec, { width: this.room, lang: this.lang });
  }

  protected override describe(result: Result): string {
    const { axis, series } = this.spec;
    const labels = axisOf(result, axis)?.labels ?? [];
    const [first, last] = [labels[0], labels.at(-1)];
    if (!first || !last) return this.caption;
    const at = (table: string, id: string) => writtenBar(result, { table, labels: { [axis]: id } }, this.lang);
    const said = series.map(({ name, table }) => t(this.lang, 'chart.lines.says', { name, first: first.name[this.lang], last: last.name[this.lang], from: at(table, first.id), to: at(table, last.id) }));
    return [`${this.caption}.`, ...said].join(' ');
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { axis, series } = this.spec;
    const own = axisOf(result, axis);
    return { name: this.name, title: this.caption, spec: { head: [own?.name[this.lang] ?? axis, ...series.map(({ name }) => name)],
      rows: (own?.labels ?? []).map(({ id, name }) => ({ name: name[this.lang], cells: series.map(({ table }) => ({ table, labels: { [axis]: id } })) })) } };
  }
}

register('dagdeel-lines-chart', LinesChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-lines-chart': LinesChart;
  }
}
