// A chart as a file of its own: an SVG whose colours and fonts are written into it, and a PNG drawn from that.

import { t } from '../i18n/index.ts';
import type { Lang } from '../store/types.ts';
import type { Provenance } from './sheet.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;

/** What the style sheets of the page say of a mark, and a file on its own must say itself; with what holds unsaid. */
const MARK: Readonly<Record<string, string>> = {
  fill: '',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'paint-order': 'normal',
};
const TEXT: Readonly<Record<string, string>> = { 'font-family': '', 'font-size': '', 'font-style': 'normal', 'font-weight': '400' };

const DRAWN = new Set(['path', 'rect', 'line', 'circle', 'text', 'tspan']);

/** Copies the chart with its computed look. The page itself is only read. */
export function standalone(chart: SVGSVGElement, title: string, from: Provenance, lang: Lang): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const [seen, copied] = [[...chart.querySelectorAll('*')], [...copy.querySelectorAll('*')]];
  seen.forEach((element, index) => {
    const twin = copied[index];
    if (!twin) return;
    if (DRAWN.has(element.localName)) write(element, twin);
    if (element.localName === 'text') hold(element, twin);
    twin.removeAttribute('class');
  });
  frameUp(copy, chart, title, from, lang);
  for (const node of comments(copy)) node.remove();
  return copy;
}

function write(element: Element, twin: Element): void {
  const look = getComputedStyle(element);
  const properties = element.localName === 'text' || element.localName === 'tspan' ? { ...MARK, ...TEXT } : MARK;
  for (const [property, unsaid] of Object.entries(properties)) {
    // A reference to a pattern may come back with the address of the page before the name: only the name is kept.
    const value = look.getPropertyValue(property).replace(/url\(["']?[^"')]*#([^"')]+)["']?\)/, 'url(#$1)');
    if (value !== '' && value !== unsaid) twin.setAttribute(property, property === 'font-family' ? installed(value) : value);
    else if (value === unsaid) twin.removeAttribute(property);
  }
}

/** Keeps a text as wide as it is here, whatever fonts the reader has: labels then stay apart and on the paper. */
function hold(element: Element, twin: Element): void {
  const width = 'getComputedTextLength' in element ? (element as SVGTextElement).getComputedTextLength() : 0;
  if (width <= 0) return;
  twin.setAttribute('textLength', width.toFixed(1));
  twin.setAttribute('lengthAdjust', 'spacingAndGlyphs');
}

/** The page's own name for installed fonts means nothing elsewhere. */
const installed = (family: string) => family.replace(/"?Dagdeel Linux"?/, '"Nimbus Sans", "Liberation Sans"');

/** The markers that the page's templates leave behind. */
function comments(root: Node): ChildNode[] {
  const found: ChildNode[] = [];
  const visit = (node: Node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 8) found.push(child);
      else visit(child);
    }
  };
  visit(root);
  return found;
}

/** Size, ground, title, and a line that says where the numbers came from. */
function frameUp(copy: SVGSVGElement, chart: SVGSVGElement, title: string, from: Provenance, lang: Lang): void {
  const [, , width = 568, height = 300] = (chart.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);
  const ground = groundOf(chart);
  const look = getComputedStyle(chart);
  const lines = [t(lang, 'export.stands-on', { document: from.document, checksum: from.checksum.slice(0, 12), engine: from.engine }), ...(from.foreign ? [t(lang, 'app.foreign-tag')] : [])];
  const total = { width: width + 2 * MARGIN, height: height + 2 * MARGIN + lines.length * 17 };
  const inner = document.createElementNS(SVG, 'g');
  inner.setAttribute('transform', `translate(${MARGIN} ${MARGIN})`);
  while (copy.firstChild) inner.append(copy.firstChild);
  for (const name of [...copy.getAttributeNames()]) copy.removeAttribute(name);
  copy.setAttribute('viewBox', `0 0 ${total.width} ${total.height}`);
  copy.setAttribute('width', String(total.width));
  copy.setAttribute('height', String(total.height));
  copy.setAttribute('role', 'img');
  copy.setAttribute('lang', lang);
  const named = document.createElementNS(SVG, 'title');
  named.textContent = title;
  const paper = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: String(total.width), height: String(total.height), fill: ground })) paper.setAttribute(name, value);
  const notes = lines.map((line, index) => {
    const text = document.createElementNS(SVG, 'text');
    const attributes = { x: String(MARGIN), y: String(MARGIN + height + 20 + index * 17), fill: look.getPropertyValue('color') || '#000', 'font-family': installed(look.getPropertyValue('font-family') || 'sans-serif'), 'font-size': '12', ...(index > 0 ? { 'font-weight': '700' } : {}) };
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
    text.textContent = line;
    return text;
  });
  copy.append(named, paper, inner, ...notes);
}

/** The first ground behind the chart that is not transparent. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null) {
    const color = getComputedStyle(at).getPropertyValue('background-color');
    if (color && color !== 'transparent' && !/,\s*0\)$/.test(color)) return color;
  }
  return '#ffffff';
}

export function svgText(picture: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

/** Draws the SVG on a canvas at twice its size. */
export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  const [width, height] = [Number(picture.getAttribute('width')), Number(picture.getAttribute('height'))];
  const address = URL.createObjectURL(new Blob([svgText(picture)], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * 2, height * 2];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.scale(2, 2);
    context.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}
