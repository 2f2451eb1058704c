// @vitest-environment jsdom
import { render } from 'lit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gooi, tariffResults, withCells } from '../charts/fixtures/results.ts';
import { exportButtons, fileName, type BarSpec } from './bar.ts';
import { clipboardOf, csvOf, jsonOf, neutralised, plainNumber, type TableFile } from './csv.ts';
import { standalone, svgText } from './picture.ts';
import { provenanceOf, sheetOf, type TableSpec } from './sheet.ts';

const own = provenanceOf(gooi, false);
const foreign = provenanceOf(gooi, true);

const spec: TableSpec = {
  head: ['Vorm', '2020', '2022'],
  rows: ['24-uren-verblijf', 'gezinshuizen'].map((form) => ({
    name: form,
    cells: ['2020', '2022'].map((year) => ({ table: 'kosten', labels: { year, categorie: form }, reason: form === 'gezinshuizen' ? '=in 24 uren; "verblijf"' : undefined })),
  })),
  foot: [{ name: 'Totaal', cells: ['2020', '2022'].map((year) => ({ table: 'kosten-totaal', labels: { year } })) }],
};
const sheet = sheetOf(gooi, 'kosten', 'Kosten per vorm', spec);

describe('a text that a spreadsheet would run', () => {
  it('is marked as text, whatever it starts with', () => {
    for (const text of ['=1+1', '+31 6', '-verblijf', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '－1']) expect(neutralised(text)).toBe(`'${text}`);
    for (const text of ['verblijf', '24 uren', '– onbekend', '−5', ' =1', '']) expect(neutralised(text)).toBe(text);
  });

  it('is so in names, heads and reasons; numbers are left alone', () => {
    const risky = sheetOf(withCells(gooi, { kosten: (cell, index) => (index === 0 ? '-5.50' : cell) }), 'k', 't', { head: ['@vorm', '=2020'], rows: [{ name: '-24 uren', cells: [{ table: 'kosten', labels: { year: '2020', categorie: '24-uren-verblijf' } }] }] });
    const [head, row] = csvOf(risky, own, 'nl').replace('\ufeff', '').split('\r\n');
    expect(head).toBe("'@vorm;'=2020 (€)");
    expect(row).toBe("'-24 uren;-5,50");
    expect(clipboardOf(risky, own, 'nl').split('\n')[1]).toBe("'-24 uren\t-5,50");
  });
});

describe('CSV', () => {
  it('is Dutch: a byte order mark, semicolons, decimal commas, no groups, quotes where they are needed', () => {
    const text = csvOf(sheet, own, 'nl');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.replace('\ufeff', '').split('\r\n').slice(0, 5)).toEqual([
      'Vorm;2020 (€);2022 (€)',
      '24-uren-verblijf;6220440,11;4316399,96',
      'gezinshuizen;"\'=in 24 uren; ""verblijf""";2273278,12',
      'Totaal;10617990,98;11753372,31',
      '',
    ]);
  });

  it('keeps its decimal comma when the page speaks English', () => {
    expect(csvOf(sheet, own, 'en')).toContain('6220440,11');
  });

  it('names document, checksum and engine, and says so when the document is somebody else’s', () => {
    expect(csvOf(sheet, own, 'nl')).toContain(`;${gooi.document.checksum}`);
    expect(csvOf(sheet, own, 'nl')).toContain('verblijf-gooi');
    expect(csvOf(sheet, own, 'nl')).not.toContain('niet gecontroleerd');
    expect(csvOf(sheet, foreign, 'nl')).toContain('van een ander, niet gecontroleerd');
  });

  it('writes percentages as percentages, and exact cells exactly', () => {
    expect(plainNumber('0.3062', { format: 'percent', decimals: 4 }, ',')).toBe('30,62');
    expect(plainNumber('2666.666667', { format: 'number', decimals: 2 }, ',')).toBe('2666,666667');
    expect(plainNumber('16000.00', { format: 'number', decimals: 2 }, ',')).toBe('16000');
    expect(plainNumber('184467440737095516150000.25', { format: 'amount', decimals: 2 }, '.')).toBe('184467440737095516150000.25');
  });

  it('writes ranges, partial sums and unknowns in words, never as zero', () => {
    const odd = withCells(gooi, { kosten: (cell, index) => (index === 0 ? { low: '-5.00', high: '3.00' } : index === 16 ? { unknown: 1 } : cell), 'kosten-totaal': (cell, index) => (index === 2 ? { known: '7.00', unknown: 2 } : cell) });
    const rows = csvOf(sheetOf(odd, 'k', 't', spec), own, 'nl').split('\r\n');
    expect(rows[1]).toBe('24-uren-verblijf;−5,00 tot 3,00;onbekend, telt niet mee als nul');
    expect(rows[3]).toBe('Totaal;10617990,98;ten minste 7,00 (2 onbekend)');
  });

  it('gives a column of mixed units their own column', () => {
    const mixed = sheetOf(gooi, 'm', 't', { head: ['Wat', 'Waarde'], rows: [{ name: 'kosten', cells: [{ table: 'verschil' }] }, { name: 'aandeel', cells: [{ table: 'verandering-per-client' }] }, { name: 'leeg', cells: [null] }] });
    expect(csvOf(mixed, own, 'nl').replace('\ufeff', '').split('\r\n').slice(0, 4)).toEqual(['Wat;Waarde;Eenheid', 'kosten;665907,25;€', 'aandeel;14,74;%', 'leeg;;']);
  });
});

describe('the clipboard', () => {
  it('has tabs between cells and the decimal sign of the page', () => {
    expect(clipboardOf(sheet, own, 'nl').split('\n')[1]).toBe('24-uren-verblijf\t6220440,11\t4316399,96');
    expect(clipboardOf(sheet, own, 'en').split('\n')[1]).toBe('24-uren-verblijf\t6220440.11\t4316399.96');
    expect(clipboardOf(sheet, foreign, 'nl')).toContain('niet gecontroleerd');
  });
});

describe('JSON', () => {
  it('holds the engine’s own cells with addresses, units and the checksum', () => {
    const file = JSON.parse(jsonOf(sheet, own)) as TableFile;
    expect(file.document).toEqual({ id: 'verblijf-gooi', checksum: gooi.document.checksum });
    expect(file.table.rows[0]?.cells[0]).toEqual({ address: { node: 'kosten', labels: [{ axis: 'year', label: '2020' }, { axis: 'categorie', label: '24-uren-verblijf' }] }, value: '6220440.11', unit: 'euro', format: 'amount', decimals: 2 });
    expect(file.table.rows[1]?.cells[0]?.value).toEqual({ undefined: 'none' });
    expect(file.table.totals[0]?.cells[1]?.value).toBe('11753372.31');
    expect('unchecked' in file).toBe(false);
    expect((JSON.parse(jsonOf(sheet, foreign)) as TableFile).unchecked).toBe(true);
  });
});

describe('file names', () => {
  it('hold only plain characters, and the tag', () => {
    expect(fileName('kosten', own, 'csv')).toBe('dagdeel-verblijf-gooi-kosten.csv');
    expect(fileName('kosten', { ...foreign, document: '../..\\a:b' }, 'png')).toBe('dagdeel-a-b-kosten-niet-gecontroleerd.png');
  });
});

function chart(): SVGSVGElement {
  document.body.innerHTML = `<div style="background-color: rgb(1, 2, 3)"><style>.mark { fill: rgb(0, 105, 109); stroke-dasharray: 6 4; }</style>
    <svg class="dagdeel-chart" viewBox="0 0 568 300" role="img" aria-label="Boodschap"><defs><pattern id="p1"><rect class="mark" width="7" height="7"/></pattern></defs>
    <g aria-hidden="true"><!----><rect class="mark" x="1" y="2" width="3" height="4"/><path d="M0 0" fill="url(#p1)"/><text x="1" y="2">Kosten &lt; 5</text></g></svg></div>`;
  return document.querySelector('svg') as SVGSVGElement;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe('a chart as a file', () => {
  it('carries its own colours, ground, title and origin, and needs nothing from the page', () => {
    const picture = standalone(chart(), 'Boodschap', foreign, 'nl');
    const text = svgText(picture);
    expect(text).toMatch(/^<\?xml[^>]*\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 600 366" width="600" height="366"/);
    expect(text).toContain('<title>Boodschap</title>');
    expect(text).toContain('fill="rgb(1, 2, 3)"');
    expect(text).toContain('fill="rgb(0, 105, 109)"');
    expect(text).toContain('van een ander, niet gecontroleerd');
    expect(text).toContain(gooi.document.checksum.slice(0, 12));
    expect(text).toContain('Kosten &lt; 5');
    expect(text).not.toMatch(/\sclass=|\sstyle=|<!--|var\(/);
    expect(new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')).toBeNull();
  });

  it('leaves the chart on the page as it was', () => {
    const drawing = chart();
    const before = drawing.outerHTML;
    standalone(drawing, 'x', own, 'nl');
    expect(drawing.outerHTML).toBe(before);
  });
});

describe('the buttons', () => {
  const shown = async (change: Partial<BarSpec>) => {
    const place = document.createElement('div');
    document.body.replaceChildren(place);
    render(exportButtons({ result: gooi, lang: 'nl', foreign: false, name: 'kosten', title: 'Kosten per vorm', table: spec, disabled: false, ...change }), place);
    const bar = place.querySelector('dagdeel-export-buttons');
    await bar?.updateComplete;
    const press = async (word: string) => {
      [...document.querySelectorAll('button')].find((button) => button.textContent?.trim() === word)?.click();
      await new Promise((resolve) => setTimeout(resolve));
      await bar?.updateComplete;
      return bar?.querySelector('[role="status"]')?.textContent;
    };
    return { bar, press };
  };

  it('copy the table and say so', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const { press } = await shown({});
    expect(await press('Kopieer')).toBe('Gekopieerd');
    expect(writeText).toHaveBeenCalledWith(clipboardOf(sheet, own, 'nl'));
  });

  it('say so when the browser refuses', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('no')) } });
    const { press } = await shown({});
    expect(await press('Kopieer')).toBe('Kopiëren lukte niet');
  });

  it('save under a name that says what it is', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    URL.createObjectURL = vi.fn(() => 'blob:x');
    const { press } = await shown({ foreign: true });
    await press('CSV');
    await press('JSON');
    expect(saved).toEqual(['dagdeel-verblijf-gooi-kosten-niet-gecontroleerd.csv', 'dagdeel-verblijf-gooi-kosten-niet-gecontroleerd.json']);
  });

  it('do nothing while the result is stale', async () => {
    const writeText = vi.fn();
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const { bar, press } = await shown({ disabled: true });
    await press('Kopieer');
    expect(writeText).not.toHaveBeenCalled();
    expect([...(bar?.querySelectorAll('button') ?? [])].every((button) => button.disabled && button.title !== '')).toBe(true);
  });

  it('offer pictures only where there is a chart', async () => {
    const words = (bar: Element | null) => [...(bar?.querySelectorAll('button') ?? [])].map((button) => button.textContent?.trim());
    expect(words((await shown({})).bar)).toEqual(['Kopieer', 'CSV', 'JSON']);
    expect(words((await shown({ chart: () => null })).bar)).toEqual(['Kopieer', 'CSV', 'JSON', 'SVG', 'PNG']);
  });
});

describe('a refused calculation', () => {
  it('is said in the export', () => {
    const sheet = sheetOf(tariffResults.refused as never, 'k', 't', { head: ['Aanwezig', 'Kostprijs'], rows: [{ name: '4', cells: [{ table: 'kostprijs', labels: { aanwezig: '4' } }] }] });
    expect(csvOf(sheet, own, 'nl')).toContain('4;geen waarde: berekening geweigerd');
  });
});
