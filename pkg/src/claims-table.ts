/** A table from own data as a file, once its small cells are hidden: CSV, and the plan of a workbook. */
import type { ClaimsExportCell, ClaimsExportTable } from '../types/index.js';
import type { Language } from './tables.js';

/** What stands in the place of what is hidden. */
export const HIDDEN = '•';

const WORDS = {
  nl: { lines: 'regels', clients: 'cliënten', euros: 'euro', perClient: 'euro per cliënt', total: 'totaal', sheet: 'Eigen gegevens', title: 'Tabel uit eigen gegevens', hidden: `${HIDDEN} is verborgen: te weinig cliënten, of nodig om een ander getal verborgen te houden.` },
  en: { lines: 'lines', clients: 'clients', euros: 'euros', perClient: 'euros per client', total: 'total', sheet: 'Own data', title: 'Table from own data', hidden: `${HIDDEN} is hidden: too few clients, or needed to keep another number hidden.` },
} as const;

const AXES = {
  nl: { year: 'jaar', month: 'maand', municipality: 'gemeente', provider: 'aanbieder', category: 'categorie', product: 'product', unit: 'eenheid', status: 'status' },
  en: { year: 'year', month: 'month', municipality: 'municipality', provider: 'provider', category: 'category', product: 'product', unit: 'unit', status: 'status' },
} as const;

/** The columns of a cell after its labels, and their decimals. */
const FIELDS = [['lines', 0], ['clients', 0], ['euros', 2], ['perClient', 2]] as const;

function rows(table: ClaimsExportTable, language: Language): { labels: string[]; cell: ClaimsExportCell }[] {
  const labels = (cell: ClaimsExportCell) => cell.at.map((place, axis) => table.axes[axis]?.labels[place]?.name[language] ?? '');
  const total = table.axes.map((_, at) => (at === 0 ? WORDS[language].total : ''));
  return [...table.cells.map((cell) => ({ labels: labels(cell), cell })), { labels: total.length > 0 ? total : [WORDS[language].total], cell: table.total }];
}

const heads = (table: ClaimsExportTable, language: Language): string[] => (table.axes.length > 0 ? table.axes.map(({ by }) => AXES[language][by]) : ['']);

/**
 * As CSV, in Dutch with semicolons and a decimal comma, in English with commas and a point; with tabs for a clipboard. What is
 * hidden is `•`. Texts that a spreadsheet would take for a formula are marked as text.
 */
export function claimsCsv(table: ClaimsExportTable, language: Language = 'nl', separator = language === 'nl' ? ';' : ','): string {
  const words = WORDS[language];
  const quoted = (text: string) => (text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = (content: string) => quoted(/^[=+\-@\t\r]/.test(content) ? `'${content}` : content);
  const number = (value: string | number | null, shown: boolean) => (value === null ? (shown ? '' : HIDDEN) : quoted(language === 'nl' ? String(value).replace('.', ',') : String(value)));
  const head = [...heads(table, language).map(text), ...FIELDS.map(([field]) => words[field])];
  const body = rows(table, language).map(({ labels, cell }) => [...labels.map(text), ...FIELDS.map(([field]) => number(cell[field], cell.shown === 'yes'))]);
  return [head, ...body].map((line) => `${line.join(separator)}\r\n`).join('');
}

/** The styles of cells, as the workbook's plan numbers them: the role × 33, and one more than the decimals of a number. */
const STYLE = { text: 0, note: 66, title: 99, head: 165, numberHead: 198, whole: 298, cents: 300 } as const;

type PlanCell = { t: [number, string] } | { n: [number, string] } | null;

/** The plan of a workbook of one sheet, for the module that writes it. */
export function workbookPlan(table: ClaimsExportTable, language: Language): string {
  const words = WORDS[language];
  const written = (style: number, content: string): PlanCell => ({ t: [style, content] });
  const head = [...heads(table, language).map((name) => written(STYLE.head, name)), ...FIELDS.map(([field]) => written(STYLE.numberHead, words[field]))];
  const body = rows(table, language).map(({ labels, cell }) => [
    ...labels.map((label) => written(STYLE.text, label)),
    ...FIELDS.map(([field, decimals]): PlanCell => {
      const value = cell[field];
      if (value === null) return cell.shown === 'yes' ? null : written(STYLE.text, HIDDEN);
      return { n: [decimals === 0 ? STYLE.whole : STYLE.cents, String(value)] };
    }),
  ]);
  const sheet = {
    name: words.sheet, widths: head.map(() => 22), width: 12, columns: head.length, frozen: [3, 0], landscape: true, pages: 1, foot: words.title, locked: false, selected: null,
  };
  const all = [[written(STYLE.title, words.title)], [written(STYLE.note, words.hidden)], head, ...body];
  return JSON.stringify([{ book: { title: words.title, made: 'Dagdeel', names: [] } }, { sheet }, { rows: all }]);
}
