import { describe, expect, it } from 'vitest';
import type { Cell, Result } from '../../store/types.ts';
import { queueScene } from './geometry.ts';

function result(waiting: Cell[], capacity: Cell[]): Result {
  const labels = waiting.map((_, index) => ({ id: `2022-${index + 1}`, name: { nl: `maand ${index + 1}`, en: `month ${index + 1}` }, from: `2022-${String(index + 1).padStart(2, '0')}-01`, to: null }));
  const table = (id: string, cells: Cell[]) => ({ id, name: { nl: id, en: id }, unit: 'client', format: 'number' as const, decimals: 2, kind: 'stock' as const, axes: ['period'], cells });
  return { format: 'dagdeel-result/1', engine: '0', document: { id: 'x', checksum: '' }, caveats: [], sources: [], axes: [{ id: 'period', name: { nl: 'Periode', en: 'Period' }, labels }], tables: [table('lijst-wachtenden', waiting), table('lijst-capaciteit', capacity)] };
}

const scene = (of: Result, width = 568) => queueScene(of, { width, lang: 'nl', id: 'lijst' });
const texts = (of: Result, width?: number) => scene(of, width)?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const given = result(['10', '40', '20', '0'], ['5', '5', '25', '25']);

describe('the chart of a waiting list', () => {
  it('names the longest list, the last one, and the day on which the capacity changes', () => {
    expect(texts(given)).toEqual(expect.arrayContaining(['40 wachten, maand 2', 'capaciteit 25 vanaf 1 maart 2022', '2022']));
    expect(scene(given)?.marks.filter((mark) => mark.kind === 'line' && mark.c === 'c-event')).toHaveLength(1);
  });

  it('leaves a gap where it is unknown, and draws nothing where nothing is known', () => {
    const gap = result(['10', { unknown: 1 }, '20', '0'], ['5', '5', '5', '5']);
    expect(scene(gap)?.marks.flatMap((mark) => (mark.kind === 'path' && mark.c === 'c-scen-line' ? [mark.d] : []))[0]?.match(/M/g)).toHaveLength(2);
    expect(scene(result([{ unknown: 1 }], ['5']))).toBeNull();
  });

  it('keeps its texts on the paper at every width', () => {
    for (const width of [280, 328, 440, 568, 1040]) {
      for (const mark of scene(given, width)?.marks ?? []) if (mark.kind === 'text') expect(mark.x).toBeLessThanOrEqual(width);
    }
  });
});
