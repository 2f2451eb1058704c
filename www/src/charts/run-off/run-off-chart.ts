import type { RunOffRow } from 'dagdeel';
import { register } from '../chart-element.ts';
import { RowsChart } from '../rows-chart.ts';
import type { Scene } from '../scene.ts';
import { runOffScene } from './geometry.ts';

/** What is claimed and still to be claimed by month of care. */
export class RunOffChart extends RowsChart<RunOffRow> {
  protected override scene(): Scene | null {
    return runOffScene(this.rows, this.room, this.lang);
  }
}

register('dagdeel-run-off-chart', RunOffChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-run-off-chart': RunOffChart;
  }
}
