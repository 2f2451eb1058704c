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

/** How much wider than estimated the fonts at hand are, regular and strong. */
let [regular, bold] = [1, 1.06];

export function textWidth(text: string, size: number, strong = false): number {
  let em = 0;
  for (const char of text) em += charWidth(char);
  return em * size * (strong ? bold : regular);
}

const SAMPLE = 'Kosten per cliënt 2022: 11.012.212,77 met nieuw tarief';
const measured = new Map<string, readonly [number, number]>();

/** Fits the estimate to the fonts that are really there: a host page may bring wide ones. */
export function fitFont(family: string): void {
  const known = measured.get(family);
  [regular, bold] = known ?? [1, 1.06];
  if (known || family === '') return;
  const canvas = document.createElement('canvas').getContext?.('2d');
  if (!canvas) return;
  const estimate = textWidth(SAMPLE, 100);
  const factor = (weight: string) => {
    canvas.font = `${weight} 100px ${family}`;
    return Math.max(0.9, Math.min(1.7, canvas.measureText(SAMPLE).width / estimate));
  };
  [regular, bold] = [factor('400'), factor('700')];
  measured.set(family, [regular, bold]);
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
