// How wide a text will be, near enough to keep labels apart without asking the page (so that layouts can be tested).

const NARROW = 'ijlI|.,:;\'’!()[] ·';
const WIDE = 'mwMW%÷×+−±→–—€';

/** Widths in em of a plain sans serif, a little on the generous side. */
function charWidth(char: string): number {
  if (NARROW.includes(char)) return 0.29;
  if (WIDE.includes(char)) return char === 'm' || char === 'M' || char === '%' || char === '—' ? 0.86 : 0.68;
  if (char >= '0' && char <= '9') return 0.57;
  if ('frtsJ/-"\u00a0\u2009\u202f'.includes(char)) return 0.37;
  if (char >= 'A' && char <= 'Z') return 0.7;
  return 0.565;
}

let fontFactor = 1;

export function textWidth(text: string, size: number, strong = false): number {
  let em = 0;
  for (const char of text) em += charWidth(char);
  return em * size * (strong ? 1.06 : 1) * fontFactor;
}

const SAMPLE = 'Kosten per cliënt 2022: 11.012.212,77 met nieuw tarief';
const measured = new Map<string, number>();

/** Fits the estimate to the fonts that are really there: a host page may bring wide ones. */
export function fitFont(family: string): void {
  const known = measured.get(family);
  fontFactor = known ?? 1;
  if (known !== undefined || family === '') return;
  const canvas = document.createElement('canvas').getContext?.('2d');
  if (canvas) {
    canvas.font = `100px ${family}`;
    fontFactor = Math.max(0.9, Math.min(1.6, canvas.measureText(SAMPLE).width / textWidth(SAMPLE, 100)));
  }
  measured.set(family, fontFactor);
}

/** Breaks a text at its spaces into lines no wider than `width`; a single word may stick out. */
export function wrapped(text: string, width: number, size: number, strong = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(joined, size, strong) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}
