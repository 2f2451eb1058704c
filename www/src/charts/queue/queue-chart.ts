import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { periodsOf, queueScene } from './geometry.ts';

/** A waiting list, by period. */
export class QueueChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, queue: { attribute: false } };
  /** The id of the waiting list. */
  declare queue: string;

  constructor() {
    super();
    this.queue = '';
  }

  protected override scene(result: Result): Scene | null {
    return queueScene(result, { width: this.room, lang: this.lang, id: this.queue });
  }

  protected override describe(): string {
    return t(this.lang, 'chart.queue.name');
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, queue } = this;
    return {
      name: queue,
      title: this.message,
      spec: {
        head: [t(lang, 'chart.cost.period'), t(lang, 'plan.queue.capacity'), t(lang, 'plan.queue.waiting'), t(lang, 'plan.queue.wait')],
        rows: periodsOf(result).map((period) => ({ name: period.name[lang], cells: ['capaciteit', 'wachtenden', 'wachttijd'].map((what) => ({ table: `${queue}-${what}`, labels: { period: period.id } })) })),
      },
    };
  }
}

register('dagdeel-queue-chart', QueueChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-queue-chart': QueueChart;
  }
}
