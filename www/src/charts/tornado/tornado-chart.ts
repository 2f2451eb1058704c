import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import { inputName, inputUnit, inputValue, outcomeName, outcomeValue } from '../../inputs/words.ts';
import type { Bar, Input, Result, Run, Tornado } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { tornadoScene, type End } from './geometry.ts';

/** The answer as a result of its own, so that it is written, copied and saved as every table is. */
export function asResult(result: Result, { bars, base, result: asked }: Tornado): Result {
  const side = (id: string, nl: string, en: string) => ({ id, name: { nl, en }, from: null, to: null });
  const cell = (run: Run) => run.value ?? { undefined: 'refused' as const };
  const { unit, format, decimals, name } = asked;
  const table = { id: 'gevoeligheid', name, unit, format, decimals, kind: 'rate' as const, axes: ['aanname', 'kant'], cells: bars.flatMap((bar) => [cell(bar.low), cell(bar.high)]) };
  const spread = { ...table, id: 'spreiding', axes: ['aanname'], cells: bars.map((bar) => bar.spread ?? { undefined: 'none' as const }) };
  const whole = { ...table, id: 'uitgangspunt', axes: [], cells: [cell(base)] };
  const inputs = bars.map(({ input }) => ({ id: input.path, name: input.name, from: null, to: null }));
  const axes = [{ id: 'aanname', name: { nl: 'Aanname', en: 'Assumption' }, labels: inputs }, { id: 'kant', name: { nl: 'Kant', en: 'Side' }, labels: [side('laag', 'laag', 'low'), side('hoog', 'hoog', 'high')] }];
  return { ...result, axes, tables: [table, spread, whole] };
}

/** What each input does to one outcome. */
export class TornadoChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, answer: { attribute: false }, inputs: { attribute: false } };
  declare answer: Tornado | null;
  /** All inputs of the document, by which names are told apart. */
  declare inputs: readonly Input[];

  constructor() {
    super();
    this.answer = null;
    this.inputs = [];
  }

  protected override scene(): Scene | null {
    const { answer, lang } = this;
    if (!answer) return null;
    const end = ({ input }: Bar, run: Run): End => ({
      cell: run.value ?? undefined,
      value: outcomeValue(answer.result, run.value, lang),
      at: t(lang, 'sensitivity.at', { value: inputValue(input, run.changes[0]?.value ?? null, lang) }),
    });
    const bars = answer.bars.map((bar) => ({
      name: inputName(bar.input, lang, this.inputs),
      note: [inputUnit(bar.input, lang), t(lang, 'sensitivity.base-of', { value: inputValue(bar.input, bar.input.value, lang) })].filter(Boolean).join(', '),
      low: end(bar, bar.low),
      high: end(bar, bar.high),
    }));
    const base = answer.base.value ?? undefined;
    return tornadoScene(bars, { width: this.room, base, baseName: t(lang, 'sensitivity.base-point'), baseValue: outcomeValue(answer.result, base, lang) });
  }

  protected override describe(): string {
    const { answer, lang } = this;
    if (!answer) return '';
    const { result } = answer;
    const words = ({ input, low, high }: Bar) => t(lang, 'sensitivity.bar-name', {
      input: inputName(input, lang, this.inputs), low: inputValue(input, low.changes[0]?.value ?? null, lang), high: inputValue(input, high.changes[0]?.value ?? null, lang),
      first: outcomeValue(result, low.value, lang), last: outcomeValue(result, high.value, lang),
    });
    return [t(lang, 'sensitivity.chart-name', { outcome: outcomeName(result, lang), base: outcomeValue(result, answer.base.value, lang) }), ...answer.bars.map(words)].join(' ');
  }

  protected override table(): { name: string; title: string; spec: TableSpec } {
    const { answer, lang } = this;
    const reach = ({ input, low, high }: Bar) => `${inputName(input, lang, this.inputs)}: ${inputValue(input, low.changes[0]?.value ?? null, lang)} – ${inputValue(input, high.changes[0]?.value ?? null, lang)}`;
    const cell = (path: string, kant: string) => ({ table: 'gevoeligheid', labels: { aanname: path, kant } });
    return {
      name: 'gevoeligheid',
      title: answer ? t(lang, 'sensitivity.caption', { outcome: outcomeName(answer.result, lang) }) : '',
      spec: {
        head: [t(lang, 'sensitivity.assumption-reach'), t(lang, 'sensitivity.low'), t(lang, 'sensitivity.high'), t(lang, 'sensitivity.spread')],
        rows: (answer?.bars ?? []).map((bar) => ({ name: reach(bar), cells: [cell(bar.input.path, 'laag'), cell(bar.input.path, 'hoog'), { table: 'spreiding', labels: { aanname: bar.input.path } }] })),
        foot: [{ name: t(lang, 'sensitivity.base-point'), cells: [{ table: 'uitgangspunt' }, null, null] }],
      },
    };
  }
}

register('dagdeel-tornado-chart', TornadoChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-tornado-chart': TornadoChart;
  }
}
