// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import type { ChartElement } from './chart-element.ts';
import './attendance/attendance-chart.ts';
import './cost/cost-chart.ts';
import './stacked/stacked-chart.ts';
import './waterfall/waterfall-chart.ts';
import { dagbesteding, gooi, tariffResults, yearResults } from './fixtures/results.ts';

async function shown<T extends ChartElement>(tag: string, set: Partial<T>): Promise<T> {
  const element = document.createElement(tag) as T;
  Object.assign(element, set);
  document.body.append(element);
  await element.updateComplete;
  await Promise.all([...element.querySelectorAll('dagdeel-export-buttons')].map((bar) => bar.updateComplete));
  return element;
}

afterEach(() => document.body.replaceChildren());

const TARIFF = ['dagdeel-cost-chart', 'dagdeel-attendance-chart'];
const YEARS = ['dagdeel-stacked-chart', 'dagdeel-waterfall-chart'];
const cases = [...TARIFF.flatMap((tag) => Object.entries(tariffResults).map(([name, result]) => ({ tag, name, result }))), ...YEARS.flatMap((tag) => Object.entries(yearResults).map(([name, result]) => ({ tag, name, result })))];

describe('every chart on the page', () => {
  for (const { tag, name, result } of cases) {
    it(`${tag} shows ${name} in both languages, with a table, under a strict policy`, async () => {
      for (const lang of ['nl', 'en'] as const) {
        const element = await shown(tag, { result, lang, message: 'De boodschap.' });
        const drawing = element.querySelector('svg.dagdeel-chart');
        expect(element.querySelectorAll('[style]')).toHaveLength(0);
        expect(element.querySelectorAll('style')).toHaveLength(0);
        expect(element.querySelectorAll('details table tbody tr').length).toBeGreaterThan(0);
        expect(element.textContent).not.toMatch(/NaN|undefined|\[object|\{\w+\}/);
        if (!drawing) continue;
        expect(drawing.getAttribute('role')).toBe('img');
        expect(drawing.getAttribute('aria-label')).toMatch(/^De boodschap\. \S/);
        expect(drawing.getAttribute('aria-label')).not.toMatch(/NaN|undefined|\{\w+\}/);
        for (const text of drawing.querySelectorAll('text')) expect(text.closest('[aria-hidden="true"]')).not.toBeNull();
      }
    });
  }

  it('has fills of its own, even beside its twin', async () => {
    const [one, two] = [await shown('dagdeel-stacked-chart', { result: gooi }), await shown('dagdeel-stacked-chart', { result: gooi })];
    const ids = [...document.querySelectorAll('pattern, clipPath')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const element of [one, two]) {
      const own = new Set([...element.querySelectorAll('pattern, clipPath')].map(({ id }) => id));
      const used = [...element.querySelectorAll('[fill]')].flatMap((mark) => /^url\(#(.+)\)$/.exec(mark.getAttribute('fill') ?? '')?.[1] ?? []);
      expect(used.length).toBeGreaterThan(0);
      for (const id of used) expect(own).toContain(id);
    }
  });

  it('is drawn again for its width', async () => {
    const element = await shown('dagdeel-cost-chart', { result: dagbesteding });
    const wide = element.querySelector('svg')?.getAttribute('viewBox');
    element.room = 328;
    await element.updateComplete;
    expect([wide, element.querySelector('svg.dagdeel-chart')?.getAttribute('viewBox')?.slice(0, 7)]).toEqual(['0 0 568 300', '0 0 328']);
  });

  it('gives its whole table: periods and years of the cost', async () => {
    const element = await shown('dagdeel-cost-chart', { result: dagbesteding });
    expect(element.querySelectorAll('tbody tr')).toHaveLength(24);
    const years = [...element.querySelectorAll('tfoot tr')].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(years).toEqual([['2022', '600.320,00', '646.280,00', '+45.960,00'], ['2023', '600.320,00', '784.160,00', '+183.840,00']]);
  });

  it('says in the table why a number is not there', async () => {
    const element = await shown('dagdeel-stacked-chart', { result: gooi, reasons: { 'gezinshuizen/2020': 'Zit in 24 uren verblijf.' } } as never);
    const row = [...element.querySelectorAll('tbody tr')].find((each) => each.textContent?.includes('Gezinshuizen'));
    expect(row?.querySelector('td')?.textContent).toBe('– Zit in 24 uren verblijf.');
    const none = await shown('dagdeel-stacked-chart', { result: yearResults.unknown });
    expect(none.querySelector('tbody')?.textContent).toContain('onbekend, telt niet mee als nul');
  });

  it('shows the reason in place of a refused curve', async () => {
    const element = await shown('dagdeel-attendance-chart', { result: tariffResults.refused });
    expect(element.querySelector('svg.dagdeel-chart')).toBeNull();
    expect(element.querySelector('.dagdeel-notice')?.textContent).toContain('De kosten per cliënt worden negatief.');
    expect([...element.querySelectorAll('dagdeel-export-buttons button')].map((button) => button.textContent?.trim())).toEqual(['Kopieer', 'CSV', 'JSON']);
  });

  it('turns its exports off while the result is stale', async () => {
    const element = await shown('dagdeel-waterfall-chart', { result: gooi, stale: true, from: '2021', to: '2022' } as never);
    const buttons = [...element.querySelectorAll<HTMLButtonElement>('dagdeel-export-buttons button')];
    expect(buttons).toHaveLength(5);
    expect(buttons.every((button) => button.disabled)).toBe(true);
  });
});
