import type { AllocationUseRow } from 'dagdeel';
import { register } from '../chart-element.ts';
import { RowsChart } from '../rows-chart.ts';
import type { Scene } from '../scene.ts';
import { takeUpScene } from './geometry.ts';

/** What is allocated and what of it is claimed. */
export class TakeUpChart extends RowsChart<AllocationUseRow> {
  protected override scene(): Scene | null {
    return takeUpScene(this.rows, this.room, this.lang);
  }
}

register('dagdeel-take-up-chart', TakeUpChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-take-up-chart': TakeUpChart;
  }
}
